import type { AuthConfig } from './auth-config';
import type { LimitsConfig } from './limits';

/** What the process was told, checked and frozen. Made by {@link readConfig}; nothing else reads the environment. */
export interface Config {
  readonly environment: Environment;
  readonly http: HttpConfig;
  readonly auth: AuthConfig;
  readonly limits: LimitsConfig;
  /** Absolute path of a folder or manifest of the only operations that run; null: any may. */
  readonly trustedDocuments: string | null;
  readonly database: DatabaseConfig;
  readonly privacy: PrivacyConfig;
  readonly logLevel: LogLevel;
  readonly plugins: readonly PluginChoice[];
  readonly pluginList: PluginListSource;
  /** Demo data for a first start on an empty database; null when none is wanted. */
  readonly demo: DemoConfig | null;
  /** Kinds of customers whose single purchases may be followed: those of {@link transactionKinds} with a lawful basis. */
  readonly transactionKinds: readonly string[];
  /** Countries in which figures of patients and consumers are computed, each with its documented lawful basis. */
  readonly consumerBases: readonly ConsumerBasis[];
}

export interface ConsumerBasis {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly basis: string;
}

/** Kinds of customers whose purchases may be followed at all. Consumers are none of them: money per patient is refused. */
export const transactionKinds = ['organization', 'professional', 'stakeholder'] as const;

export const environments = ['development', 'test', 'production'] as const;
export type Environment = (typeof environments)[number];

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface HttpConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Static bearer key with the rights of an administrator; null: there is none. */
  readonly apiKey: string | null;
  /**
   * `credentials`: every caller must prove who it is. `development`: nobody need; possible only on a loopback address
   * outside production, while no kind of credentials is configured.
   */
  readonly access: 'credentials' | 'development';
  /** Origins of browser pages that may call; none by default. */
  readonly allowedOrigins: readonly string[];
}

export interface PrivacyConfig {
  /** Secret that erasures are signed and remembered with; null: none was given. */
  readonly key: string | null;
}

export interface DatabaseConfig {
  /** A server of yours; null: an embedded one in {@link dataFolder}. */
  readonly url: string | null;
  /** Absolute path. */
  readonly dataFolder: string;
  /** Port of the embedded server; null: any free one, kept for the next start. */
  readonly port: number | null;
  readonly poolSize: number;
  /** After so many milliseconds a statement of a request is given up. */
  readonly statementTimeout: number;
}

/** A plugin by package name or absolute path, with its options; secrets are already filled in. */
export interface PluginChoice {
  readonly use: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** `required`: nothing starts without it. `optional`: whatever keeps it from starting, the rest starts. */
  readonly policy: 'required' | 'optional';
  /** `disabled`: it is listed and not loaded. */
  readonly standing: 'enabled' | 'disabled';
  /** Its id, where the list tells it. */
  readonly id?: string;
  /** `worker`: its scoring hook and batch functions run in a thread of their own. Default `process`. */
  readonly isolation?: 'process' | 'worker';
  /** Megabytes of heap that the thread may have. */
  readonly memory?: number;
  /** Secrets in the options, which no message may repeat. */
  readonly secrets: readonly string[];
  /** Variables that its options refer to and that are not set. */
  readonly missing: readonly string[];
}

/** Where the list of plugins stands. */
export type PluginListSource = {
  /** The policy of plugins whose entry states none. */
  readonly policy: PluginChoice['policy'];
} & (
  | { /** Absolute path of its file, which may not exist yet. */ readonly file: string }
  | { /** The list itself, as RAPPORT_PLUGINS holds it. */ readonly inline: string }
);

export interface DemoConfig {
  readonly customers: number;
}
