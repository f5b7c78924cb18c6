import { bucketHalfLives, epochPosition, type ModelDocument, q30Of } from '../value';
import type { LogRow } from './log-row';

/** What a batch adds to one bucket. */
export interface BucketDelta {
  readonly customerId: number;
  readonly signal: string;
  readonly halfLife: number;
  readonly epoch: number;
  readonly brandId: number;
  readonly actorId: number;
  readonly q30: bigint;
  readonly mass30: bigint;
  readonly n: number;
}

/** A row that enters, leaves, or counts differently from before: signed amounts at the row's instant, and the number of rows. */
export interface BucketChange {
  readonly row: LogRow;
  readonly parts: readonly ChangePart[];
  readonly n: -1 | 0 | 1;
}

/** Integers are formed from each amount by itself: that of a difference is not the difference of theirs. */
interface ChangePart {
  readonly counted: number;
  readonly mass: 0 | 1;
  readonly sign: 1n | -1n;
}

const partOf = ({ counted, mass30 }: LogRow, sign: ChangePart['sign']): ChangePart => {
  return { counted, mass: mass30 === 0n ? 0 : 1, sign };
};

export const entering = (row: LogRow): BucketChange => ({ row, parts: [partOf(row, 1n)], n: 1 });
export const leaving = (row: LogRow): BucketChange => ({ row, parts: [partOf(row, -1n)], n: -1 });
export const recounted = (row: LogRow, before: LogRow): BucketChange => {
  return { row, parts: [partOf(row, 1n), partOf(before, -1n)], n: 0 };
};

/** One delta per bucket: a statement may touch a row only once. Changes that cancel out are left away. */
export function deltasOf(changes: readonly BucketChange[], model: ModelDocument): readonly BucketDelta[] {
  const deltas = new Map<string, BucketDelta>();
  for (const { row, parts, n } of changes) {
    for (const halfLife of halfLivesOf(row, model)) {
      const added = { ...keyOf(row, halfLife), ...sumOf(parts, row.occurredAt.getTime(), halfLife), n };
      const key = [added.customerId, added.signal, halfLife, added.epoch, added.brandId, added.actorId].join('/');
      const old = deltas.get(key) ?? { q30: 0n, mass30: 0n, n: 0 };
      deltas.set(key, { ...added, q30: old.q30 + added.q30, mass30: old.mass30 + added.mass30, n: old.n + n });
    }
  }
  return [...deltas.values()].filter(({ q30, mass30, n }) => q30 !== 0n || mass30 !== 0n || n !== 0);
}

/** The row's own half-life, as it was logged, and those the model keeps beside it. */
function halfLivesOf({ signal, halfLife }: LogRow, model: ModelDocument): ReadonlySet<number> {
  return new Set([halfLife, ...bucketHalfLives(signal, model).slice(1)]);
}

function keyOf({ customerId, signal, occurredAt, brandId, actorId }: LogRow, halfLife: number) {
  const { epoch } = epochPosition(occurredAt.getTime(), halfLife);
  return { customerId, signal, halfLife, epoch, brandId, actorId };
}

function sumOf(parts: readonly ChangePart[], at: number, halfLife: number) {
  const total = (size: (part: ChangePart) => number) =>
    parts.reduce((sum, part) => sum + part.sign * q30Of(size(part), at, halfLife).q30, 0n);
  return { q30: total(({ counted }) => counted), mass30: total(({ mass }) => mass) };
}
