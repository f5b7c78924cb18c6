import { bucketHalfLives, epochPosition, type ModelDocument, scaledAmount } from '../value';
import { type ExactInteger, plus } from './exact-integer';
import type { LogRow } from './log-row';

/** What a batch adds to one bucket. */
export interface BucketDelta {
  readonly customerId: number;
  readonly signal: string;
  readonly halfLife: number;
  readonly epoch: number;
  readonly brandId: number;
  readonly actorId: number;
  readonly q30: ExactInteger;
  readonly mass30: ExactInteger;
  readonly n: number;
}

/** The buckets that hold these rows and no others. */
export function bucketsOf(rows: readonly LogRow[], model: ModelDocument): readonly BucketDelta[] {
  const deltas = new BucketDeltas(model);
  for (const row of rows) deltas.enter(row);
  return deltas.list();
}

type Pending = { -readonly [Key in keyof BucketDelta]: BucketDelta[Key] } & { readonly next: Pending | undefined };

/**
 * Collects one delta per bucket: a statement may touch a row only once. Found by a number made of the key and compared field
 * by field: a rebuild adds millions of rows, and a text for each of them and each half-life would be mostly garbage.
 */
export class BucketDeltas {
  readonly #model: ModelDocument;
  readonly #signals = new Map<string, SignalBuckets>();
  readonly #byHash = new Map<number, Pending>();
  readonly #all: Pending[] = [];

  constructor(model: ModelDocument) {
    this.#model = model;
  }

  enter(row: LogRow): void {
    this.#add(row, 1, 1);
  }

  leave(row: LogRow): void {
    this.#add(row, -1, -1);
  }

  /** Integers are formed from each amount by itself: that of a difference is not the difference of theirs. */
  recount(row: LogRow, before: LogRow): void {
    this.#add(row, 1, 0);
    this.#add(before, -1, 0);
  }

  /** Changes that cancel out are left away. */
  list(): readonly BucketDelta[] {
    return this.#all.filter(({ q30, mass30, n }) => q30 !== 0 || mass30 !== 0 || n !== 0);
  }

  #add(row: LogRow, sign: 1 | -1, n: -1 | 0 | 1): void {
    const signal = this.#signals.get(row.signal) ?? this.#know(row.signal);
    addTo(this.#bucket(row, row.halfLife, signal), row, sign, n);
    for (const halfLife of signal.further) {
      if (halfLife !== row.halfLife) addTo(this.#bucket(row, halfLife, signal), row, sign, n);
    }
  }

  #know(signal: string): SignalBuckets {
    const known = { place: this.#signals.size, further: bucketHalfLives(signal, this.#model).slice(1) };
    this.#signals.set(signal, known);
    return known;
  }

  #bucket(row: LogRow, halfLife: number, { place }: SignalBuckets): Pending {
    const { customerId, signal, brandId, actorId } = row;
    const { epoch } = epochPosition(row.occurredAt.getTime(), halfLife);
    const hash = mixed(mixed(mixed(customerId, place * 65_536 + halfLife), epoch), brandId * 65_536 + actorId) & bits30;
    const first = this.#byHash.get(hash);
    for (let known = first; known !== undefined; known = known.next) {
      if (
        known.customerId === customerId &&
        known.epoch === epoch &&
        known.brandId === brandId &&
        known.actorId === actorId &&
        known.halfLife === halfLife &&
        known.signal === signal
      ) {
        return known;
      }
    }
    const made: Pending = {
      customerId,
      signal,
      halfLife,
      epoch,
      brandId,
      actorId,
      q30: 0,
      mass30: 0,
      n: 0,
      next: first,
    };
    this.#byHash.set(hash, made);
    this.#all.push(made);
    return made;
  }
}

interface SignalBuckets {
  readonly place: number;
  /** Half-lives beside the signal's own that it has buckets for. */
  readonly further: readonly number[];
}

/** So many bits the engine keeps without an object. */
const bits30 = 0x3fff_ffff;

/** Equal parts give equal numbers; different ones seldom do. */
function mixed(hash: number, part: number): number {
  const product = Math.imul(hash ^ (hash >>> 15) ^ part, 0x2c1b_3c6d);
  return product ^ (product >>> 13);
}

function addTo(delta: Pending, { counted, mass30, occurredAt }: LogRow, sign: 1 | -1, n: -1 | 0 | 1): void {
  const at = occurredAt.getTime();
  delta.n += n;
  delta.q30 = plus(delta.q30, sign * scaledAmount(counted, at, delta.halfLife).scaled);
  if (mass30 !== 0) delta.mass30 = plus(delta.mass30, sign * scaledAmount(1, at, delta.halfLife).scaled);
}
