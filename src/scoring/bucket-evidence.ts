import { groupBy } from '../shared/group-by';
import {
  addBuckets,
  type Bucket,
  type Buckets,
  bucketsOf,
  calendarDay,
  type DecayedSum,
  dailyFactor,
  dayMs,
  decayedSum,
  type Evidence,
  inKeyOrder,
  type ModelDocument,
  subtractBuckets,
} from '../value';
import type { BucketRow, EvidenceRow, LifeRow, TailRow } from './evidence-at.store';

type LogEvidence = Pick<Evidence, 'sums' | 'dialogue' | 'actors' | 'mass' | 'tenureDays' | 'first' | 'periods'>;

/** The evidence of the log from buckets and the one partial epoch: the same bits as from the log itself. */
export function evidenceFromBuckets(rows: readonly EvidenceRow[], at: number, model: ModelDocument): LogEvidence {
  const stored = groupBy(rows.filter(isBucket), ({ signal, half_life }) => familyKey(signal, half_life));
  const tails = groupBy(rows.filter(isTail), ({ signal }) => signal);
  const sumOf = (signal: string, halfLife: number, actor?: number): DecayedSum => {
    const isAsked = ({ actor_id }: { readonly actor_id: number }) => actor === undefined || actor_id === actor;
    const buckets = bucketsOfRows((stored.get(familyKey(signal, halfLife)) ?? []).filter(isAsked));
    const tail = weighedTail(tails.get(signal) ?? [], signal, at, model).filter(({ row }) => isAsked(row));
    return decayedSum(corrected(buckets, tail, halfLife), at, halfLife);
  };
  const sums = new Map<string, number>();
  const dialogue = new Map<string, number>();
  let mass = 0;
  for (const [signal, declared] of inKeyOrder(model.signals)) {
    if (stored.has(familyKey(signal, declared.halfLifeDays))) {
      const own = sumOf(signal, declared.halfLifeDays);
      sums.set(signal, own.amount);
      mass += own.mass;
    }
    // A half-life longer than the signal's own remembers what the signal itself has forgotten.
    if (declared.dialogueIn === 0 && declared.dialogueOut === 0) continue;
    if (!stored.has(familyKey(signal, model.reciprocity.halfLifeDays))) continue;
    dialogue.set(signal, sumOf(signal, model.reciprocity.halfLifeDays).amount);
  }
  return { sums, dialogue, mass, actors: actorMasses([...stored.values()].flat(), sumOf, model), ...lifeOf(rows, at) };
}

type SumOf = (signal: string, halfLife: number, actor?: number) => DecayedSum;

function actorMasses(buckets: readonly BucketRow[], sumOf: SumOf, model: ModelDocument): ReadonlyMap<string, number> {
  const { halfLifeDays } = model.durability;
  const mutual = buckets.filter(
    ({ signal, half_life, actor_id }) =>
      actor_id !== 0 && half_life === halfLifeDays && model.signals[signal]?.direction === 'mutual',
  );
  const masses = new Map<string, number>();
  for (const [actor, own] of groupBy(mutual, ({ actor_id }) => actor_id)) {
    const signals = [...new Set(own.map(({ signal }) => signal))].sort();
    const mass = signals.reduce((sum, signal) => sum + sumOf(signal, halfLifeDays, actor).mass, 0);
    if (mass > 0) masses.set(String(actor), mass);
  }
  return masses;
}

/** What a row of the tail counts in the buckets, and what it counts at the instant. */
interface WeighedTail {
  readonly row: TailRow;
  readonly stored: number;
  readonly now: number | null;
}

/** At the instant, a day's cap is shared only by what happened until then. */
function weighedTail(
  rows: readonly TailRow[],
  signal: string,
  at: number,
  model: ModelDocument,
): readonly WeighedTail[] {
  const cap = model.signals[signal]?.dailyCap;
  const isPast = ({ occurred_at }: TailRow) => occurred_at.getTime() <= at;
  if (cap === undefined) return rows.map((row) => ({ row, stored: row.amount, now: isPast(row) ? row.amount : null }));
  const days = groupBy(rows, ({ occurred_at }) => calendarDay(occurred_at.getTime(), model.timeZone).startMs);
  return [...days.values()].flatMap((day) => {
    const stored = dailyFactor(day.map(entryOf), cap);
    const now = dailyFactor(day.filter(isPast).map(entryOf), cap);
    return day.map((row) => ({ row, stored: row.amount * stored, now: isPast(row) ? row.amount * now : null }));
  });
}

const entryOf = ({ event_id, ordinal, amount }: TailRow) => ({ eventId: event_id, ordinal, amount });

function corrected(buckets: Buckets, tail: readonly WeighedTail[], halfLife: number): Buckets {
  return tail
    .filter(({ stored, now }) => stored !== now)
    .reduce((state, { row, stored, now }) => {
      const at = row.occurred_at.getTime();
      const mass = row.mass30 === '0' ? 0 : 1;
      const without = subtractBuckets(state, bucketsOf(stored, at, halfLife, mass));
      return now === null ? without : addBuckets(without, bucketsOf(now, at, halfLife, mass));
    }, buckets);
}

/** Rows of several brands and people add up. */
function bucketsOfRows(rows: readonly BucketRow[]): Buckets {
  const buckets = new Map<number, Bucket>();
  for (const row of rows) {
    const [q30, mass30] = [BigInt(row.q30), BigInt(row.mass30)];
    const old = buckets.get(row.epoch);
    buckets.set(row.epoch, old === undefined ? { q30, mass30, n: 1 } : together(old, { q30, mass30, n: 1 }));
  }
  return buckets;
}

const together = (one: Bucket, other: Bucket): Bucket => {
  return { q30: one.q30 + other.q30, mass30: one.mass30 + other.mass30, n: one.n + other.n };
};

function lifeOf(rows: readonly EvidenceRow[], at: number): Pick<Evidence, 'tenureDays' | 'first' | 'periods'> {
  const life = rows.filter(isLife);
  const referenceOf = ({ event_id, occurred_at }: LifeRow) => ({
    eventId: event_id,
    occurredAt: occurred_at.getTime(),
  });
  const periods = new Map(life.filter(({ part }) => part === 'period').map((row) => [row.epoch, referenceOf(row)]));
  const row = life.find(({ part }) => part === 'first');
  if (row === undefined) return { tenureDays: 0, first: null, periods };
  return { tenureDays: (at - row.occurred_at.getTime()) / dayMs, first: referenceOf(row), periods };
}

const familyKey = (signal: string, halfLife: number): string => `${signal} ${halfLife}`;
const isBucket = (row: EvidenceRow): row is BucketRow => row.part === 'bucket';
const isTail = (row: EvidenceRow): row is TailRow => row.part === 'tail';
const isLife = (row: EvidenceRow): row is LifeRow => row.part === 'first' || row.part === 'period';
