import type { Registry } from '../../kernel/registry';
import type { Writer } from '../../sdk';
import type { ModelDocument, ValuePlan } from '../../value';
import { bucketsOf } from '../bucket-delta';
import { bucketShape } from '../bucket-shape';
import type { SaidEvidence } from '../bulk/facts';
import { insertContributions } from '../contribution.store';
import { applyDailyCaps } from '../day-groups';
import { logRowsOf, type NewLogRow } from '../log-row';
import type { ModelInForce } from '../model';
import { countsAlike, reshape } from '../reshape';
import { scoreAgain } from '../score-event';
import type { EventToScore, ScoredEvent } from '../scoring';
import {
  deleteContributions,
  type InteractionRow,
  readCountedInteractions,
  readWholeLog,
  syncEvidence,
} from './hooks.store';
import { type Alone, oneAtATime } from './in-order';
import { syncBuckets } from './log.store';
import { type RebuildCounts, rowKey } from './rebuild';
import { readStanding, setShape } from './shape.store';
import { hooksBesideStored, readWritten } from './unchanged';

export interface HookOptions {
  readonly registry: Registry;
  readonly model: ModelInForce;
  /** Customers whose log and buckets are written in another shape. */
  readonly others: readonly number[];
  readonly alone: Alone;
  /** What values are to be computed by afterwards, if any are. */
  readonly plan?: ValuePlan;
}

export interface RebuiltBatch extends RebuildCounts {
  /** Events at which their hook failed: what was said of them before stands. */
  readonly kept: number;
  /** Customers of whom something was written. */
  readonly touched: ReadonlySet<number>;
  /** What values are computed from, where a plan was given. */
  readonly said: SaidEvidence;
  /** Those of whom it does not tell: log and buckets hold more than the hooks have said of them, or stood in another shape. */
  readonly untold: ReadonlySet<number>;
}

/**
 * Runs the hooks over the stored interactions again and makes log, buckets and adoption evidence what they say now. What
 * they say alike stays as it is, with the plugin version that said it first; so does what plugins no longer installed
 * have said, and what was said of events at which a hook fails now. Customers must be locked.
 */
export async function rebuildByHooks(
  writer: Writer,
  customerIds: readonly number[],
  registry: Registry,
  model: ModelInForce,
): Promise<RebuildCounts> {
  const { others } = await readStanding(writer, customerIds, bucketShape(model.document));
  const options = { registry, model, others: others.map(Number), alone: oneAtATime() };
  const { contributions, buckets } = await rebuildBatchByHooks(writer, customerIds, options);
  return { contributions, buckets };
}

/** The same where more than these customers are worked on. The statements that read are sent at once. */
export async function rebuildBatchByHooks(
  writer: Writer,
  customerIds: readonly number[],
  { registry, model, others, alone, plan }: HookOptions,
): Promise<RebuiltBatch> {
  const written = await readWritten(writer, customerIds, registry);
  const hooks = { registry, model, ...(plan === undefined ? {} : { plan }) };
  const { evidence: said, ...beside } = await alone(() => hooksBesideStored(written, customerIds, hooks));
  const ofOtherShape = new Set(others);
  const touched = new Set([...beside.changed, ...customerIds.filter((id) => ofOtherShape.has(id))]);
  if (touched.size === 0) return { contributions: 0, buckets: 0, kept: 0, touched, said, untold: touched };
  const unclear = [...touched].filter((customerId) => beside.unclear.has(customerId));
  const clear = new Set([...touched].filter((customerId) => !beside.unclear.has(customerId)));
  const interactions = unclear.length === 0 ? [] : await readCountedInteractions(writer, unclear);
  const byRows = await scoreAgain(
    registry,
    model,
    interactions.map((row) => eventToScore(row, written.brandIds)),
  );
  const scored = [...beside.scoredOf(clear), ...byRows];
  const kept = keptEvents(byRows);
  const { foreign, ...counts } = await rewrite(writer, [...touched], { scored, kept, ofOtherShape, registry, model });
  return { ...counts, kept: kept.size, touched, said, untold: new Set([...unclear, ...foreign, ...ofOtherShape]) };
}

/** As at intake, where an event waits on which its hook fails and its earlier version stands: what was said is not taken back. */
function keptEvents(scored: readonly ScoredEvent[]): ReadonlySet<string> {
  return new Set(scored.flatMap(({ failure, input }) => (failure === null ? [] : [input.event.id])));
}

interface Rewriting {
  readonly scored: readonly ScoredEvent[];
  readonly kept: ReadonlySet<string>;
  readonly ofOtherShape: ReadonlySet<number>;
  readonly registry: Registry;
  readonly model: ModelInForce;
}

async function rewrite(
  writer: Writer,
  customerIds: readonly number[],
  { scored, kept, ofOtherShape, registry, model }: Rewriting,
): Promise<RebuildCounts & { readonly foreign: readonly number[] }> {
  const stored = await readWholeLog(writer, customerIds);
  const { wanted, changed, gone } = compareLogs(stored, { scored, kept }, registry, model.document);
  // Buckets of customers of whom the hooks say nothing new stand as they are, unless they are of another shape.
  const affected = new Set([...gone, ...changed].map(({ customerId }) => customerId));
  for (const customerId of customerIds) if (ofOtherShape.has(customerId)) affected.add(customerId);
  const renewed = new Set(changed.map(rowKey));
  await deleteContributions(writer, [...gone, ...stored.filter((row) => renewed.has(rowKey(row)))]);
  await insertContributions(writer, changed);
  const scope = { installed: [...registry.adoption.keys()], keptEvents: [...kept] };
  await syncEvidence(writer, customerIds, scored, scope);
  const rows = wanted.filter(({ customerId }) => affected.has(customerId));
  const buckets = await syncBuckets(writer, [...affected], bucketsOf(rows, model.document));
  await setShape(writer, customerIds, bucketShape(model.document));
  const foreign = stored.filter(({ plugin }) => !registry.hooks.has(plugin)).map(({ customerId }) => customerId);
  return { contributions: gone.length + changed.length, buckets, foreign };
}

export interface LogComparison {
  /** The whole log as it must be. */
  readonly wanted: readonly NewLogRow[];
  /** Rows of it that are not stored like this. */
  readonly changed: readonly NewLogRow[];
  /** Stored rows that must not be. */
  readonly gone: readonly NewLogRow[];
}

/** What the hooks say beside what is stored. */
export function compareLogs(
  stored: readonly NewLogRow[],
  { scored, kept }: Pick<Rewriting, 'scored' | 'kept'>,
  { hooks }: Pick<Registry, 'hooks'>,
  model: ModelDocument,
): LogComparison {
  const foreign = stored.filter(({ plugin, eventId }) => !hooks.has(plugin) || kept.has(eventId));
  // What was scored just now is in the model's half-lives already; only whole days of capped signals are to be counted.
  const wanted = applyDailyCaps([...scored.flatMap(logRowsOf), ...reshape(foreign, model)], model);
  const before = new Map(stored.map((row) => [rowKey(row), row]));
  const changed: NewLogRow[] = [];
  for (const row of wanted) {
    const key = rowKey(row);
    const old = before.get(key);
    before.delete(key);
    if (old === undefined || !saysAlike(old, row)) changed.push(row);
  }
  return { wanted, changed, gone: [...before.values()] };
}

function saysAlike(one: NewLogRow, other: NewLogRow): boolean {
  return (
    one.signal === other.signal &&
    one.amount === other.amount &&
    one.path === other.path &&
    one.brandId === other.brandId &&
    one.actorId === other.actorId &&
    countsAlike(one, other)
  );
}

/** The event as the intake gave it to its hook. */
export function eventToScore(row: InteractionRow, brandIds: ReadonlyMap<string, number>): EventToScore {
  const { id, source, type, channel, direction, brand, actor, count, details } = row;
  const event = {
    id,
    source,
    sourceKey: row.source_key,
    type,
    channel,
    direction,
    ...(brand === null ? {} : { brand }),
    ...(actor === null ? {} : { actor }),
    count,
    details,
  };
  return {
    event,
    customerId: row.customer_id,
    brandId: row.brand_id,
    actorId: row.actor_id,
    brandIds,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
  };
}
