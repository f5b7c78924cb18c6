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
  const deltas = new Map<string, Writable<BucketDelta>>();
  const further = new Map<string, readonly number[]>();
  for (const change of changes) {
    const { signal, halfLife } = change.row;
    const kept = further.get(signal) ?? bucketHalfLives(signal, model).slice(1);
    further.set(signal, kept);
    addTo(deltas, change, halfLife);
    for (const other of kept) if (other !== halfLife) addTo(deltas, change, other);
  }
  return [...deltas.values()].filter(({ q30, mass30, n }) => q30 !== 0n || mass30 !== 0n || n !== 0);
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

/** Written into one object per bucket: a rebuild adds millions of rows, and garbage was half of its time. */
function addTo(deltas: Map<string, Writable<BucketDelta>>, { row, parts, n }: BucketChange, halfLife: number): void {
  const { customerId, signal, occurredAt, brandId, actorId } = row;
  const at = occurredAt.getTime();
  const { epoch } = epochPosition(at, halfLife);
  const key = `${customerId}/${signal}/${halfLife}/${epoch}/${brandId}/${actorId}`;
  let delta = deltas.get(key);
  if (delta === undefined) {
    delta = { customerId, signal, halfLife, epoch, brandId, actorId, q30: 0n, mass30: 0n, n: 0 };
    deltas.set(key, delta);
  }
  delta.n += n;
  for (const { counted, mass, sign } of parts) {
    delta.q30 += sign * q30Of(counted, at, halfLife).q30;
    if (mass === 1) delta.mass30 += sign * q30Of(1, at, halfLife).q30;
  }
}
