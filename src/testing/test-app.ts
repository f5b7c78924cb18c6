// From the file, not the room: what is published needs no types of libraries.
import type { Role } from '../auth/roles';
import type { IntakeRecord, PluginFactory } from '../sdk';
import type { AdapterAnswer, AdapterRequest } from './adapter-client';
import type { AskOptions, TestAnswer } from './graphql-client';

/**
 * A plugin of a test: its factory, or a package name or path, with the options its schema asks for.
 *
 * @since 0.1.0
 */
export interface TestPlugin {
  /** What the package exports by default, or where to find it: a package's name, or a path that begins with `./` or `/`. */
  readonly use: PluginFactory | string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * What a test app is made of.
 *
 * @since 0.1.0
 */
export interface TestAppOptions {
  readonly plugins: readonly TestPlugin[];
  /** Where the platform's clock stands still; absent: it goes with the machine's. */
  readonly now?: Date | string;
  /** Further configuration by its variables, such as `{ RAPPORT_MAX_DEPTH: '20' }`. Nothing is taken from the process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * What a caller may be: admin, marketing, rep, medical, analyst, privacy-officer, partner or bi-reader. SECURITY.md says what
 * each may see.
 *
 * @since 0.1.0
 */
export type TestRole = Role;

/**
 * What the credentials of a role reach. Territories, countries and brands that are left out are all of them (`*`).
 *
 * @since 0.1.0
 */
export interface TestReach {
  /** Codes. */
  readonly territories?: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly countries?: readonly string[];
  /** Codes. */
  readonly brands?: readonly string[];
  /** Purposes that requests may state; absent: none. */
  readonly purposes?: readonly string[];
  /** The plugin of a partner's service. */
  readonly plugin?: string;
}

/**
 * How a record ended at the intake.
 *
 * @since 0.1.0
 */
export type TestOutcome = 'accepted' | 'repeated' | 'corrected' | 'rejected' | 'waiting' | 'filtered';

/**
 * How many records came to which end.
 *
 * @since 0.1.0
 */
export type TestCounts = Readonly<Record<TestOutcome, number>>;

/**
 * What became of records handed in by {@link TestApp.take}, in their order.
 *
 * @since 0.1.0
 */
export interface TestReceipt {
  readonly counts: TestCounts;
  readonly outcomes: readonly {
    readonly status: TestOutcome;
    /** Code of the reason why it was not simply accepted. */
    readonly code?: string;
    readonly reason?: string;
  }[];
}

/**
 * A run of a job.
 *
 * @since 0.1.0
 */
export interface TestJobRun {
  /** What the job told by `log`, in its order. */
  readonly log: readonly { readonly message: string; readonly figures: Readonly<Record<string, unknown>> }[];
}

/**
 * The composed platform with chosen plugins on a throw-away database, answering over real HTTP.
 *
 * @since 0.1.0
 */
export interface TestApp {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Of the throw-away database, for tools that connect themselves. */
  readonly databaseUrl: string;
  /** Asks over HTTP as an administrator, or as who `options.token` says. Faults are in `errors`; none is thrown. */
  query<Data = Readonly<Record<string, unknown>>>(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: AskOptions,
  ): Promise<TestAnswer<Data>>;
  /** The same for mutations. */
  mutate<Data = Readonly<Record<string, unknown>>>(
    document: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: AskOptions,
  ): Promise<TestAnswer<Data>>;
  /** Posts to a web hook, named `<plugin id>/<adapter id>`, as the sending system would. */
  sendToAdapter(door: string, request: AdapterRequest): Promise<AdapterAnswer>;
  /** Reads a text by an importer, named `<plugin id>.<name>`, and computes the values that change. */
  importText(importer: string, text: string, options?: Readonly<Record<string, string>>): Promise<TestCounts>;
  /** Hands records to the intake, past any door: the customers, brands and people that a plugin's events are about. */
  take(records: readonly IntakeRecord[]): Promise<TestReceipt>;
  /**
   * Runs a job, named `<plugin id>.<name>`, at once and to its end, as the platform would by its schedule: in one transaction,
   * under the plugin's database role, within its time limit. What the job throws is thrown here, after the transaction was undone.
   */
  runJob(job: string, payload?: Readonly<Record<string, unknown>>): Promise<TestJobRun>;
  /** A bearer token of one or several roles, for `options.token`. */
  token(role: TestRole | readonly TestRole[], reach?: TestReach): Promise<string>;
  /** Sets the platform's clock and stops it there. */
  travelTo(instant: Date | string): void;
  /** Looks into the database as the platform's own user. */
  sql<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Ends the platform and drops its database. */
  close(): Promise<void>;
}

/**
 * Starts the platform with the given plugins and no others. Needs the test server of Jest's preset `rapport/testing`.
 *
 * @since 0.1.0
 * @throws RapportError with all faults of the plugins, before anything is started
 * @example
 * import { testApp } from 'rapport/testing';
 * import { definePlugin } from 'rapport/sdk';
 *
 * const fax = definePlugin({
 *   ...{ id: 'fax', version: '1.0.0', title: 'Fax', description: 'Faxes.', engine: '^0.1.0' },
 *   contribute: () => ({
 *     channels: [{ id: 'fax', title: 'Fax', depth: 0.2, kappa: 10 }],
 *     jobs: [{ id: 'fax.ring', title: 'Rings', run: async ({ now, log }) => log('It rang.', { day: now.getUTCDate() }) }],
 *   }),
 * });
 * const app = await testApp({ plugins: [{ use: fax }], now: '2026-11-21T12:00:00Z' });
 * const { data, errors } = await app.query('{ plugins { id version } }');
 * data; // => { plugins: [{ id: 'fax', version: '1.0.0' }] }
 * errors; // => []
 * const { log } = await app.runJob('fax.ring');
 * log; // => [{ message: 'It rang.', figures: { day: 21 } }]
 * await app.close();
 */
export async function testApp(options: TestAppOptions): Promise<TestApp> {
  return opening().openTestApp(options);
}

/** Loaded with the first app: it has doors of HTTP, which the contract suite can do without. */
const opening = (): typeof import('./open-test-app') => require('./open-test-app');
