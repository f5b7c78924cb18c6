import type { Principal, Reader, Statement } from './context';

/** Write access inside the transaction of the core. @since 0.1.0 */
export interface Writer extends Reader {
  execute(statement: Statement): Promise<number>;
}

/** One step of a plugin's own schema. Runs once, in order of `name`, with `search_path` set to the plugin's schema. @since 0.1.0 */
export interface PluginMigration {
  /** `<13-digit time stamp>-<what it does>`. */
  readonly name: string;
  readonly up: string;
}

/** Views of the schema `core_read` that a plugin's database role may be let read. @since 0.1.0 */
export const coreViews = [
  'brand',
  'content',
  'customer',
  'customer_identifier',
  'interaction',
  'team_member',
  'territory',
] as const;

/** One of {@link coreViews}. @since 0.1.0 */
export type CoreView = (typeof coreViews)[number];

/**
 * Tables of a plugin's own, in the SQL schema `plugin_<id>` (hyphens become underscores), with what privacy law asks of
 * them. The plugin's migrations, jobs and `subjectData` run as the database role of the same name: it owns that schema,
 * may point foreign keys at `core.customer`, and reaches nothing else but what `reads` names.
 *
 * @since 0.1.0
 */
export interface PluginStorage {
  readonly migrations: readonly PluginMigration[];
  readonly subjectData: SubjectData;
  /** What of the core it reads. Default: nothing. `interaction` shows contacts of the plugin's own types only. */
  readonly reads?: readonly CoreView[];
}

/** Access and erasure for what a plugin stores beside its interactions. @since 0.1.0 */
export interface SubjectData {
  /** Everything held on the customer, as JSON. */
  export(customerId: number, reader: Reader): Promise<Readonly<Record<string, unknown>>>;
  /** Removes it; answers how many rows went. */
  erase(customerId: number, writer: Writer): Promise<number>;
}

/** Work outside requests. At least once: a job may run again after a crash. @since 0.1.0 */
export interface Job {
  /** `<plugin id>.<name>`. */
  readonly id: string;
  readonly title: string;
  /** Five-field cron expression in UTC; absent: only when asked for. */
  readonly schedule?: string;
  run(context: JobContext): Promise<void>;
}

/** What a job works with. @since 0.1.0 */
export interface JobContext {
  readonly writer: Writer;
  /** Who works: the job itself, as audits name it. */
  readonly principal: Principal;
  readonly now: Date;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Aborted when the job has taken too long; its transaction is rolled back then. */
  readonly signal?: AbortSignal;
  readonly log: (message: string, figures?: Readonly<Record<string, unknown>>) => void;
}
