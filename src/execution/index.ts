export type { Catalogue, FieldDescription, TableDescription, TypeDescription } from './catalogue/catalogue';
export { checkDatabase } from './catalogue/check-database';
export { type InstallOptions, installSources } from './install-sources';
export { nodeModule } from './node-module';
export type { OperationReads, ReadAudit } from './reads';
export type { RequestContext } from './request-context';
