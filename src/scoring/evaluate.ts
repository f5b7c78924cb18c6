import type { Reader } from '../sdk';
import { groupBy } from '../shared/group-by';
import {
  addBuckets,
  type Buckets,
  dailyFactor,
  decayedSum,
  type Engagement,
  engagement,
  epochPosition,
  type Grade,
  gradeOf,
  inKeyOrder,
  type ModelDocument,
  type ModelSignal,
  q30Of,
} from '../value';
import { type BucketRow, readEvidenceAt, type TailRow, type ValueRequest } from './evidence-at.store';

/** A customer's value at an instant, with what its parts depend on. */
export interface Evaluation {
  readonly customerId: number;
  readonly at: Date;
  readonly engagement: Engagement;
  /** Decayed number of the events in which the customer took part. */
  readonly mass: number;
  readonly grade: Grade;
  /** Events of the instant's own day that count otherwise than stored, because later ones share their daily cap. */
  readonly recounted: readonly RecountedEvent[];
}

export interface RecountedEvent {
  readonly eventId: string;
  readonly ordinal: number;
  readonly q30: bigint;
}

/**
 * Exact values from buckets and the one partial epoch, in the order of the requests; null for customers whose value is
 * not computed. One statement for all of them. The same evidence, model and instant give the same bits.
 */
export async function evaluate(
  reader: Reader,
  requests: readonly ValueRequest[],
  model: ModelDocument,
): Promise<readonly (Evaluation | null)[]> {
  if (requests.length === 0) return [];
  const bySlot = groupBy(await readEvidenceAt(reader, requests, model), ({ slot }) => slot);
  return requests.map((request, index) => {
    const rows = bySlot.get(index + 1);
    if (rows === undefined) return null;
    const buckets = rows.filter((row) => row.part === 'bucket');
    const tail = rows.filter((row) => row.part === 'tail');
    return evaluateOne(request, buckets, tail, model);
  });
}

function evaluateOne(
  { customerId, at }: ValueRequest,
  bucketRows: readonly BucketRow[],
  tailRows: readonly TailRow[],
  model: ModelDocument,
): Evaluation {
  const bucketsBySignal = groupBy(bucketRows, ({ signal }) => signal);
  const tailBySignal = groupBy(tailRows, ({ signal }) => signal);
  const sums = new Map<string, number>();
  const recounted: RecountedEvent[] = [];
  let mass = 0;
  for (const [signal, declared] of inKeyOrder(model.signals)) {
    const stored = bucketsBySignal.get(signal);
    if (stored === undefined) continue;
    const tail = correctionOf(tailBySignal.get(signal) ?? [], declared, at.getTime());
    const buckets = addBuckets(bucketsOfRows(stored, 1n), tail.correction);
    const sum = decayedSum(buckets, at.getTime(), declared.halfLifeDays);
    sums.set(signal, sum.amount);
    mass += sum.mass;
    recounted.push(...tail.recounted);
  }
  const result = engagement(sums, model);
  return { customerId, at, engagement: result, mass, grade: gradeOf(mass, model.grades), recounted };
}

/** What buckets hold too much at an instant: what lies after it, and what its day counts less for the sake of later events. */
function correctionOf(
  tail: readonly TailRow[],
  { halfLifeDays, dailyCap }: ModelSignal,
  at: number,
): { readonly correction: Buckets; readonly recounted: readonly RecountedEvent[] } {
  const current = epochPosition(at, halfLifeDays).epoch;
  const later = tail.filter(({ occurred_at }) => occurred_at.getTime() > at);
  const beyond = bucketsOfRows(
    later.filter(({ epoch }) => epoch <= current),
    -1n,
  );
  if (dailyCap === undefined || later.length === 0) return { correction: beyond, recounted: [] };
  const today = tail.filter(({ occurred_at }) => occurred_at.getTime() <= at);
  const factor = dailyFactor(today.map(entryOf), dailyCap);
  const recounted = today.map((row) => ({
    ...entryOf(row),
    ...q30Of(row.amount * factor, row.occurred_at.getTime(), halfLifeDays),
  }));
  const differences = recounted.map(({ epoch, q30 }, index): Buckets => {
    return new Map([[epoch, { q30: q30 - BigInt(today[index]?.q30 ?? 0), mass30: 0n, n: 0 }]]);
  });
  return { correction: differences.reduce(addBuckets, beyond), recounted };
}

function entryOf({ event_id, ordinal, amount }: TailRow) {
  return { eventId: event_id, ordinal, amount };
}

type CountedRow = Pick<BucketRow, 'epoch' | 'q30' | 'mass30'>;

function bucketsOfRows(rows: readonly CountedRow[], sign: 1n | -1n): Buckets {
  const buckets = new Map<number, { q30: bigint; mass30: bigint; n: number }>();
  for (const { epoch, q30, mass30 } of rows) {
    const old = buckets.get(epoch) ?? { q30: 0n, mass30: 0n, n: 0 };
    buckets.set(epoch, { ...old, q30: old.q30 + sign * BigInt(q30), mass30: old.mass30 + sign * BigInt(mass30) });
  }
  return buckets;
}
