export type { AuthConfig, JwtConfig, ServiceKeyConfig } from './auth-config';
export { childEnvironment } from './child-environment';
export type {
  Config,
  DatabaseConfig,
  DemoConfig,
  HttpConfig,
  LogLevel,
  PluginChoice,
  PluginListSource,
} from './config';
export { createLog } from './create-log';
export type { LimitsConfig } from './limits';
export { inTreePlugins, isCalled, readPluginEntries, readPluginOptions, shortName } from './plugin-choices';
export { type ConfigFault, type ConfigFlags, isLoopback, readConfig } from './read-config';
