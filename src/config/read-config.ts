import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { RapportError } from '../sdk/errors';
import { freezeWhole } from '../shared/freeze-whole';
import { jwtConfig, jwtFaults, readServiceKeys, type ServiceKeyConfig } from './auth-config';
import type { Config } from './config';
import { type PluginChoices, readPluginChoices } from './plugin-choices';
import { type VariableName, type Variables, variables } from './variables';

/** What the command line said. Each flag wins over the variable it stands for. */
export interface ConfigFlags {
  readonly port?: string | undefined;
  readonly host?: string | undefined;
  readonly data?: string | undefined;
  readonly demo?: 'yes' | 'no' | undefined;
  readonly customers?: string | undefined;
  /** Plugins to start without, separated by commas. */
  readonly without?: string | undefined;
}

/** One wrong variable and what is wrong with it. */
export interface ConfigFault {
  readonly variable: string;
  readonly fault: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the whole configuration.
 *
 * @throws RapportError CONFIG_INVALID that lists every fault; `details.faults` holds them as {@link ConfigFault}s.
 */
export function readConfig(flags: ConfigFlags = {}, environment: Environment = process.env): Config {
  const raw = { ...withoutEmpty(environment), ...flagVariables(flags) };
  const parsed = variables.safeParse(raw);
  const plugins = readPluginChoices(
    {
      list: raw.RAPPORT_PLUGINS,
      policy: parsed.data?.RAPPORT_PLUGIN_POLICY ?? 'optional',
      without: parsed.data?.RAPPORT_WITHOUT ?? [],
    },
    environment,
  );
  const keys = readServiceKeys(raw.RAPPORT_SERVICE_KEYS);
  const faults: ConfigFault[] = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({ variable: String(path[0]), fault: message })),
    ...plugins.faults.map((fault) => ({ variable: 'RAPPORT_PLUGINS', fault })),
    ...jwtFaults(raw),
    ...(keys.fault === null ? [] : [{ variable: 'RAPPORT_SERVICE_KEYS', fault: keys.fault }]),
    ...keyFaults(raw),
  ];
  if (!parsed.success || faults.length > 0) throw invalid(faults);
  const config = assemble(parsed.data, plugins, keys.keys);
  freezeWhole(config);
  return config;
}

function assemble(values: Variables, plugins: PluginChoices, serviceKeys: readonly ServiceKeyConfig[]): Config {
  const production = values.NODE_ENV === 'production';
  // Demo customers in a database that somebody else runs would be a bad surprise: there they must be asked for.
  const wantsDemo = values.RAPPORT_DEMO ?? (production || values.DATABASE_URL !== undefined ? 'no' : 'yes');
  return {
    environment: values.NODE_ENV,
    http: {
      host: hostOf(values),
      port: values.PORT,
      apiKey: values.RAPPORT_API_KEY ?? null,
      access: hasCredentials(values) ? 'credentials' : 'development',
      allowedOrigins: values.RAPPORT_ALLOWED_ORIGINS,
    },
    auth: { jwt: jwtConfig(values), serviceKeys },
    limits: {
      depth: values.RAPPORT_MAX_DEPTH,
      cost: values.RAPPORT_MAX_COST,
      items: values.RAPPORT_MAX_ITEMS,
      operationTimeout: values.RAPPORT_OPERATION_TIMEOUT,
      requestTimeout: values.RAPPORT_REQUEST_TIMEOUT,
      concurrent: values.RAPPORT_MAX_CONCURRENT,
      waiting: values.RAPPORT_MAX_WAITING,
      connections: values.RAPPORT_MAX_CONNECTIONS,
      ratePerMinute: values.RAPPORT_RATE_LIMIT || null,
    },
    trustedDocuments: values.RAPPORT_TRUSTED_DOCUMENTS === undefined ? null : resolve(values.RAPPORT_TRUSTED_DOCUMENTS),
    database: {
      url: values.DATABASE_URL ?? null,
      dataFolder: resolve(values.RAPPORT_DATA),
      port: values.RAPPORT_DATABASE_PORT || null,
      poolSize: values.DATABASE_POOL_SIZE,
      statementTimeout: values.DATABASE_STATEMENT_TIMEOUT,
    },
    privacy: { key: values.RAPPORT_PRIVACY_KEY ?? null },
    logLevel: values.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    plugins: plugins.choices,
    pluginList: plugins.source,
    demo: wantsDemo === 'yes' ? { customers: values.RAPPORT_DEMO_CUSTOMERS } : null,
    transactionKinds: values.RAPPORT_TRANSACTION_KINDS,
    consumerBases: values.RAPPORT_CONSUMER_BASES,
  };
}

function hostOf(values: { readonly NODE_ENV?: string | undefined; readonly HOST?: string | undefined }): string {
  return values.HOST ?? (values.NODE_ENV === 'production' ? '0.0.0.0' : '127.0.0.1');
}

/** Without credentials everybody is the development principal, which must stay on the own machine. */
function keyFaults(raw: Partial<Record<VariableName, string>>): readonly ConfigFault[] {
  const variable = 'RAPPORT_API_KEY';
  if (hasCredentials(raw)) return [];
  const others = 'or RAPPORT_SERVICE_KEYS or RAPPORT_JWT_ISSUER';
  if (raw.NODE_ENV === 'production') return [{ variable, fault: `${others} is required when NODE_ENV is production` }];
  const host = hostOf(raw);
  if (isLoopback(host)) return [];
  return [{ variable, fault: `${others} is required because HOST ${host} can be reached from elsewhere` }];
}

function hasCredentials(raw: Partial<Record<VariableName, unknown>>): boolean {
  return [raw.RAPPORT_API_KEY, raw.RAPPORT_SERVICE_KEYS, raw.RAPPORT_JWT_ISSUER].some((value) => value !== undefined);
}

/** Whether only programs on this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function flagVariables(flags: ConfigFlags): Partial<Record<VariableName, string>> {
  return withoutEmpty({
    PORT: flags.port,
    HOST: flags.host,
    RAPPORT_DATA: flags.data,
    RAPPORT_DEMO: flags.demo,
    RAPPORT_DEMO_CUSTOMERS: flags.customers,
    RAPPORT_WITHOUT: flags.without,
  });
}

function withoutEmpty(values: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1].trim() !== ''),
  );
}

function invalid(faults: readonly ConfigFault[]): RapportError {
  const lines = faults.map(({ variable, fault }) => `  ${variable} ${fault}`);
  return new RapportError('CONFIG_INVALID', `The configuration cannot be used:\n${lines.join('\n')}`, { faults });
}
