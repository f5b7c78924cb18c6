import type { Database } from '../../src/db/database';
import { createIngest, type Door, type Ingest } from '../../src/ingest';
import { createHealth, type Health } from '../../src/kernel/health';
import type { Registry } from '../../src/kernel/registry';
import { createScoring, ensureModel, type ModelInForce, type Scoring } from '../../src/scoring';
import {
  type Contribution,
  type CustomerRecord,
  type IntakeItem,
  type IntakeRecord,
  type InteractionEvent,
  type InteractionRecord,
  type InteractionType,
  type MeasureDeclaration,
  type SignalDeclaration,
  type Writer,
  z,
} from '../../src/sdk';
import type { Clock } from '../../src/shared/clock';

/** A channel with one type per thing the intake treats differently, for tests without any real plugin. */
const owner = { id: 'call', version: '1.0.0' };
const type = (name: string, direction: InteractionType['direction'], shape: z.ZodRawShape): InteractionType => ({
  id: `call.${name}`,
  title: name,
  channel: 'call',
  direction,
  graphql: class {},
  details: z.object(shape),
  samples: [{}],
});
const signal = (name: string, dailyCap?: number): SignalDeclaration => ({
  id: `call.${name}`,
  title: name,
  unit: 'unit',
  direction: 'in',
  signed: false,
  maxAmount: 1000,
  ...(dailyCap === undefined ? {} : { dailyCap }),
  defaults: { weight: 10, halfLifeDays: 90, channel: 'call', load: 1, dialogueIn: 1, dialogueOut: 0, verified: true },
});
const measure = (name: string, path?: string): MeasureDeclaration => ({
  id: `call.${name}`,
  title: name,
  unit: 'unit',
  types: ['call.held'],
  ...(path === undefined ? {} : { path }),
});
const owned = <T extends { readonly id: string }>(values: readonly T[]) =>
  new Map(values.map((value) => [value.id, { owner, value }]));

function score(event: InteractionEvent): readonly Contribution[] {
  if (event.type === 'call.broken') throw new Error('the hook is broken');
  if (event.type !== 'call.held') return [];
  const minutes = Number(event.details.minutes ?? 0);
  return [
    { signal: 'call.talked', amount: minutes / 15, path: 'minutes', minutes },
    { signal: 'call.asked', amount: 1 },
  ];
}

export const callRegistry: Registry = {
  plugins: [],
  absent: [],
  channels: owned([{ id: 'call', title: 'Call', depth: 1, kappa: 40 }]),
  interactionTypes: owned([
    type('held', 'mutual', { minutes: z.number().min(0).max(600).default(15), topic: z.string().max(200).optional() }),
    type('left', 'out', {}),
    type('refused', 'in', {}),
    { ...type('banned', 'in', {}), channelPermission: 'close' as const },
    type('broken', 'in', {}),
  ]),
  signals: owned([signal('talked'), signal('asked', 2)]),
  costs: new Map([
    ['call.held', { owner, value: { eventType: 'call.held', currency: 'EUR', fixed: 500, perMinute: 20, perUnit: 0 } }],
  ]),
  adoption: new Map(),
  hooks: new Map([['call', { owner, value: score }]]),
  batchHooks: new Map(),
  webHooks: new Map(),
  importers: new Map(),
  measures: owned([measure('calls'), measure('minutes', 'minutes')]),
  jobs: new Map(),
  storage: new Map(),
  fields: [],
  types: [],
  resolvers: [],
};

export const mutationDoor: Door = { id: 'mutation', repeats: 'correct', snapshots: 'now' };

/** The intake with real scoring on a database, at a time that the test may move. */
export interface TestIntake extends Ingest {
  readonly clock: Clock & { set(at: string): void };
  readonly warnings: readonly object[];
  readonly health: Health;
  /** How often it was said that values are outdated. */
  outdated(): number;
  /** The scoring behind it. */
  readonly scoring: Scoring;
  readonly model: ModelInForce;
}

export async function openIntake(database: Database, registry: Registry = callRegistry): Promise<TestIntake> {
  let now = new Date('2026-04-01T12:00:00Z');
  const clock = {
    now: () => now,
    set: (at: string) => {
      now = new Date(at);
    },
  };
  const warnings: object[] = [];
  const model = await ensureModel({ database, registry, clock, log: () => undefined });
  const scoring = createScoring(registry, model);
  const log = { warn: (figures: object) => void warnings.push(figures) };
  const health = createHealth(['call']);
  let outdated = 0;
  const onOutdated = (): void => {
    outdated += 1;
  };
  const ingest = createIngest({ database, registry, scoring, clock, log, health, onOutdated });
  return { ...ingest, ...{ clock, warnings, health, scoring, model, outdated: () => outdated } };
}

/** The database with a count of all statements in transactions. */
export function countingDatabase(database: Database): Database & { statements(): number } {
  let count = 0;
  const counted = (writer: Writer): Writer => ({
    query: (statement) => {
      count += 1;
      return writer.query(statement);
    },
    execute: (statement) => {
      count += 1;
      return writer.execute(statement);
    },
  });
  return {
    ...database,
    transaction: (work, options) => database.transaction((writer) => work(counted(writer)), options),
    statements: () => count,
  };
}

/** Rows of one statement, in its order. */
export function rowsOf(database: Database, text: string, ...values: readonly unknown[]): Promise<readonly object[]> {
  return database.reader().query({ text, values });
}

export function items(...records: readonly IntakeRecord[]): readonly IntakeItem[] {
  return records.map((record, index) => ({ record, position: { line: index + 1 } }));
}

export function customer(name: string, more: Partial<CustomerRecord> = {}): CustomerRecord {
  return {
    kind: 'customer',
    source: 'master',
    sourceKey: name,
    customerKind: 'professional',
    identifiers: [{ system: 'crm', value: name }],
    name: { given: 'Ada', family: name },
    ...more,
  };
}

export function call(key: string, customerName: string, more: Partial<InteractionRecord> = {}): InteractionRecord {
  return {
    kind: 'interaction',
    source: 'calls',
    sourceKey: key,
    type: 'call.held',
    customer: [{ system: 'crm', value: customerName }],
    occurredAt: '2026-03-10T09:30:00Z',
    details: { minutes: 30 },
    ...more,
  };
}
