import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type App, createApp } from '../app';
import { mintDevelopmentToken, type Role } from '../auth';
import { type Config, readConfig } from '../config';
import { runImport } from '../ingest';
import { runJob } from '../jobs';
import { refreshDirty } from '../scoring';
import { type IntakeRecord, isRapportError, RapportError } from '../sdk';
import type { Clock } from '../shared/clock';
import { sendToAdapter } from './adapter-client';
import { ask } from './graphql-client';
import type { TestApp, TestAppOptions, TestCounts, TestJobRun, TestReach, TestReceipt, TestRole } from './test-app';
import { createTestDatabase } from './test-database';
import { testPool } from './test-pool';

/** A test app together with the platform behind it, for the test kit itself. */
export interface OpenedTestApp extends TestApp {
  readonly app: App;
}

/** What `testApp` does, with a view behind it. */
export async function openTestApp(options: TestAppOptions): Promise<OpenedTestApp> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'rapport-test-app-'));
  const clock = settableClock(options.now);
  const database = await createTestDatabase();
  const clear = async (): Promise<void> => {
    await database.drop();
    await rm(dataFolder, { recursive: true, force: true });
  };
  try {
    const app = await createApp(configOf(database.url, dataFolder, options), { plugins: options.plugins, clock });
    return viewOf(app, { clock, dataFolder, databaseUrl: database.url, clear });
  } catch (error) {
    await clear();
    throw error;
  }
}

function configOf(url: string, dataFolder: string, { environment = {} }: TestAppOptions): Config {
  const own = { DATABASE_URL: url, RAPPORT_DATA: dataFolder, RAPPORT_DEMO: 'no', LOG_LEVEL: 'silent' };
  return readConfig({ port: '0' }, { NODE_ENV: 'test', ...own, ...environment });
}

interface Means {
  readonly clock: SettableClock;
  readonly dataFolder: string;
  readonly databaseUrl: string;
  clear(): Promise<void>;
}

function viewOf(app: App, { clock, dataFolder, databaseUrl, clear }: Means): OpenedTestApp {
  const { url } = app;
  return {
    ...{ app, url, databaseUrl },
    query: (document, variables = {}, options = {}) => ask(url, { document, variables }, options),
    mutate: (document, variables = {}, options = {}) => ask(url, { document, variables }, options),
    sendToAdapter: (door, request) => sendToAdapter(url, door, request),
    importText: (importer, text, options = {}) => importText(app, importer, text, options),
    take: (records) => take(app, records),
    runJob: (id, payload = {}) => jobRun(app, id, payload),
    token: (role, reach = {}) => tokenOf(role, reach, { dataFolder, from: clock.now() }),
    travelTo: clock.set,
    sql: (text, values = []) =>
      testPool(databaseUrl, async (pool) => (await pool.query({ text, values: [...values] })).rows),
    close: async () => {
      await app.close();
      await clear();
    },
  };
}

async function importText(
  { registry, database, ingest, clock, scoring }: App,
  id: string,
  text: string,
  options: Readonly<Record<string, string>>,
): Promise<TestCounts> {
  const importer = registry.importers.get(id)?.value;
  if (importer === undefined) {
    const known = [...registry.importers.keys()].join(', ') || 'none';
    throw new RapportError('NOT_FOUND', `There is no importer ${id}. There are: ${known}.`);
  }
  const file = { fileName: 'text', fileDigest: createHash('sha256').update(text).digest('hex') };
  const open = (): Readable => Readable.from([Buffer.from(text)]);
  const { counts } = await runImport(
    { database, ingest, clock, registry },
    { ...file, importer, options, open, batchSize: 1_000 },
  );
  const atOnce = 1_000;
  let refreshed = atOnce;
  while (refreshed === atOnce) refreshed = await refreshDirty({ database, scoring, clock }, atOnce);
  return counts;
}

async function take({ ingest }: App, records: readonly IntakeRecord[]): Promise<TestReceipt> {
  const items = records.map((record, index) => ({ record, position: { line: index + 1 } }));
  const { counts, outcomes } = await ingest.take(items, { id: 'test', repeats: 'correct', snapshots: 'now' });
  return {
    counts,
    outcomes: outcomes.map(({ status, code, reason }) => ({
      status,
      ...(code !== undefined && { code }),
      ...(reason !== undefined && { reason }),
    })),
  };
}

/** As the platform runs it; only that its own words are heard here, and its own fault met. */
async function jobRun(app: App, id: string, payload: Readonly<Record<string, unknown>>): Promise<TestJobRun> {
  const said: TestJobRun['log'][number][] = [];
  const log = {
    info: (told: object, message: string) => {
      const { job: _job, plugin: _plugin, ...figures } = told as Readonly<Record<string, unknown>>;
      said.push({ message, figures });
    },
  };
  try {
    await runJob({ ...app, log }, { id, payload });
  } catch (error) {
    throw isRapportError(error) && error.code === 'PLUGIN_FAILED' ? (error.cause ?? error) : error;
  }
  return { log: said };
}

function tokenOf(
  role: TestRole | readonly TestRole[],
  reach: TestReach,
  { dataFolder, from }: { readonly dataFolder: string; readonly from: Date },
): Promise<string> {
  const roles: readonly Role[] = typeof role === 'string' ? [role] : role;
  const everything = { territories: ['*'], countries: ['*'], brands: ['*'] };
  const claims = { sub: `test-${roles.join('-')}`, roles, ...everything, ...reach };
  return mintDevelopmentToken(dataFolder, claims, { from, hours: 8 });
}

interface SettableClock extends Clock {
  set(instant: Date | string): void;
}

function settableClock(start: Date | string | undefined): SettableClock {
  let stopped = start === undefined ? null : new Date(start);
  return {
    now: () => (stopped === null ? new Date() : new Date(stopped)),
    set: (instant) => {
      stopped = new Date(instant);
    },
  };
}
