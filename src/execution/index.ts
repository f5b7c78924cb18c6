export { type InstallOptions, installSources } from './install-sources';
export type { RequestContext } from './request-context';
