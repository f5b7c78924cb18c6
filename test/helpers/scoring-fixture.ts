import { createHash } from 'node:crypto';
import type { Registry } from '../../src/kernel/registry';
import { createScoring, type EventToScore, type ModelInForce, type Scoring } from '../../src/scoring';
import type {
  BatchScoringHook,
  Contribution,
  Direction,
  InteractionEvent,
  InteractionType,
  Plugin,
  ScoringHook,
  Writer,
} from '../../src/sdk';
import { z } from '../../src/sdk';
import { defaultModel, modelHash } from '../../src/value';
import type { LogEntry } from '../../src/value/log';
import { defaultDeclarations } from './value-vectors';

const owner = { id: 'tests', version: '1.0.0' };

/** One interaction type per signal of the default model, whose details carry the amount. */
function typeOf(id: string, direction: Direction): InteractionType {
  const details = z.object({ amount: z.number() });
  return { id, title: id, channel: 'rep', direction, graphql: class {}, details, samples: [{ amount: 1 }] };
}

/** Contributes the amount that the details carry. */
export const say: ScoringHook = ({ type, details, brand }) => {
  const { amount, minutes, hours } = details as Record<string, number | undefined>;
  const contribution: Contribution = {
    signal: type,
    amount: amount ?? 1,
    path: 'amount',
    ...(minutes === undefined ? {} : { minutes }),
    ...(hours === undefined ? {} : { units: hours }),
    ...(brand === undefined ? {} : { adoption: { evidence: 'rep.discussed', brand } }),
  };
  return [contribution];
};

/** Who owns the declarations of the fixture. */
const ownerPlugin: Plugin = {
  manifest: { id: 'tests', version: '1.0.0', title: 'tests', description: 'Owns all declarations.', engine: '*' },
  contributions: {},
};

/** A registry of the default model's declarations, all owned by one plugin with the given hook. */
export function scoringRegistry(hook: ScoringHook = say, batchHook?: BatchScoringHook): Registry {
  const signals = [...defaultDeclarations.signals];
  return {
    plugins: [ownerPlugin],
    absent: [],
    channels: new Map([...defaultDeclarations.channels].map((channel) => [channel.value.id, channel])),
    interactionTypes: new Map(
      signals.map(({ value }) => [value.id, { owner, value: typeOf(value.id, value.direction) }]),
    ),
    signals: new Map(signals.map((signal) => [signal.value.id, signal])),
    costs: new Map([...defaultDeclarations.costs].map((cost) => [cost.value.eventType, cost])),
    adoption: new Map([...defaultDeclarations.adoption].map((item) => [item.value.evidence, item])),
    hooks: new Map([[owner.id, { owner, value: hook }]]),
    batchHooks: new Map(batchHook === undefined ? [] : [[owner.id, { owner, value: batchHook }]]),
    webHooks: new Map(),
    importers: new Map(),
    measures: new Map(),
    jobs: new Map(),
    storage: new Map(),
    fields: [],
    types: [],
    resolvers: [],
  };
}

const document = defaultModel(defaultDeclarations);
export const testModel: ModelInForce = { hash: modelHash(document), name: document.name, document };

export const testScoring = (hook?: ScoringHook): Scoring => createScoring(scoringRegistry(hook), testModel);

/** The same uuid for the same name. */
export function uuidOf(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex');
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20, 32),
  ].join('-');
}

export interface GivenEvent {
  readonly id: string;
  readonly type: string;
  readonly customerId: number;
  readonly at: number;
  readonly amount?: number;
  readonly count?: number;
  readonly brand?: string;
  readonly actorId?: number;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Codes and ids of the brands that {@link seed} makes. */
export const brandIds: ReadonlyMap<string, number> = new Map([
  ['ALPHA', 1],
  ['BETA', 2],
]);

export function eventOf(given: GivenEvent): EventToScore {
  const { id, type, customerId, at, amount = 1, count = 1, brand, actorId, details } = given;
  const direction = [...defaultDeclarations.signals].find(({ value }) => value.id === type)?.value.direction ?? 'in';
  const event: InteractionEvent = {
    id: uuidOf(id),
    source: 'tests',
    sourceKey: id,
    type,
    channel: 'rep',
    direction,
    count,
    ...(brand === undefined ? {} : { brand }),
    details: { amount, ...details },
  };
  const brandId = brand === undefined ? null : (brandIds.get(brand) ?? null);
  const occurredAt = new Date(at);
  return { event, customerId, brandId, actorId: actorId ?? null, brandIds, occurredAt, recordedAt: occurredAt };
}

/** The same event as the pure definition of the value sees it. */
export function logEntryOf({ id, type, at, amount = 1, count = 1 }: GivenEvent): LogEntry {
  return { eventId: uuidOf(id), ordinal: 0, signal: type, amount: amount * count, occurredAt: at, recordedAt: at };
}

/** Brands ALPHA and BETA, two team members, the model in force, and customers of the given kinds with ids from 1. */
export async function seed(writer: Writer, kinds: readonly string[]): Promise<void> {
  await writer.execute({ text: `insert into core.brand (code, name) values ('ALPHA', 'Alpha'), ('BETA', 'Beta')` });
  await writer.execute({
    text: `insert into core.team_member (code, name, role) values ('r1', 'R', 'x'), ('r2', 'R', 'x')`,
  });
  await writer.execute({
    text: `insert into core.customer (kind, display_name, created_at, updated_at)
      select kind, kind, now(), now() from unnest($1::text[]) as k (kind)`,
    values: [kinds],
  });
  await writer.execute({
    text: `insert into core.value_model (hash, name, state, document, created_at) values ($1, $2, 'approved', $3, now())`,
    values: [testModel.hash, testModel.name, JSON.stringify(testModel.document)],
  });
}
