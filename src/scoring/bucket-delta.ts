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

/** A row that enters (1), leaves (-1), or counts differently from before (the difference of its integers). */
export interface BucketChange {
  readonly row: LogRow;
  readonly q30: bigint;
  readonly mass30: bigint;
  readonly n: -1 | 0 | 1;
}

export const entering = (row: LogRow): BucketChange => ({ row, q30: row.q30, mass30: row.mass30, n: 1 });
export const leaving = (row: LogRow): BucketChange => ({ row, q30: -row.q30, mass30: -row.mass30, n: -1 });
export const recounted = (row: LogRow, before: LogRow): BucketChange => {
  return { row, q30: row.q30 - before.q30, mass30: 0n, n: 0 };
};

/** One delta per bucket: a statement may touch a row only once. Changes that cancel out are left away. */
export function deltasOf(changes: readonly BucketChange[]): readonly BucketDelta[] {
  const deltas = new Map<string, BucketDelta>();
  for (const { row, q30, mass30, n } of changes) {
    const { customerId, signal, halfLife, epoch, brandId, actorId } = row;
    const key = [customerId, signal, halfLife, epoch, brandId, actorId].join('/');
    const old = deltas.get(key) ?? { customerId, signal, halfLife, epoch, brandId, actorId, q30: 0n, mass30: 0n, n: 0 };
    deltas.set(key, { ...old, q30: old.q30 + q30, mass30: old.mass30 + mass30, n: old.n + n });
  }
  return [...deltas.values()].filter(({ q30, mass30, n }) => q30 !== 0n || mass30 !== 0n || n !== 0);
}
