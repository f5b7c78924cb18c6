import type { Principal, Reader, Statement } from './context';

/** Write access inside the transaction of the core. */
export interface Writer extends Reader {
  execute(statement: Statement): Promise<number>;
}

/** One step of a plugin's own schema. Runs once, in order of `name`, with `search_path` set to the plugin's schema. */
export interface PluginMigration {
  /** `<13-digit time stamp>-<what it does>`. */
  readonly name: string;
  readonly up: string;
}

/** Tables of a plugin's own, in the SQL schema `plugin_<id>` (hyphens become underscores), with what privacy law asks of them. */
export interface PluginStorage {
  readonly migrations: readonly PluginMigration[];
  readonly subjectData: SubjectData;
}

/** Access and erasure for what a plugin stores beside its interactions. */
export interface SubjectData {
  /** Everything held on the customer, as JSON. */
  export(customerId: number, reader: Reader): Promise<Readonly<Record<string, unknown>>>;
  /** Removes it; answers how many rows went. */
  erase(customerId: number, writer: Writer): Promise<number>;
}

/** Work outside requests. At least once: a job may run again after a crash. */
export interface Job {
  /** `<plugin id>.<name>`. */
  readonly id: string;
  readonly title: string;
  /** Five-field cron expression in UTC; absent: only when asked for. */
  readonly schedule?: string;
  run(context: JobContext): Promise<void>;
}

export interface JobContext {
  readonly writer: Writer;
  /** Who works: the job itself, as audits name it. */
  readonly principal: Principal;
  readonly now: Date;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly log: (message: string, figures?: Readonly<Record<string, unknown>>) => void;
}
