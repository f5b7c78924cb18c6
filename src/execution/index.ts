export type { Catalogue, FieldDescription, TableDescription, TypeDescription } from './catalogue/catalogue';
export { type InstallOptions, installSources } from './install-sources';
export { RowKey } from './loader/objects';
export { nodeModule } from './node-module';
export type { RequestContext } from './request-context';
