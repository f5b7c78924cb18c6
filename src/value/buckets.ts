import { epochPosition, pow2Fraction, q30Of } from './epoch';

/** Events older than this many epochs count 0 (their weight would be below 1e-12). */
export const horizonEpochs = 40;

/** All events of one signal and one epoch. `mass30` sums weights instead of amounts, for the confidence grade. */
export interface Bucket {
  readonly q30: bigint;
  readonly mass30: bigint;
  readonly n: number;
}

/**
 * Buckets of one signal and half-life by epoch. They form an abelian group under {@link addBuckets}: any order,
 * batching, lateness or correction of the same events ends in the same integers. A bucket without events does not exist.
 */
export type Buckets = ReadonlyMap<number, Bucket>;

export const noBuckets: Buckets = new Map();

/** One event as buckets: amount, instant, and whether it counts as evidence of a dialogue. */
export function bucketsOf(amount: number, atMs: number, halfLifeDays: number, mass = 1): Buckets {
  const { epoch, q30 } = q30Of(amount, atMs, halfLifeDays);
  return new Map([[epoch, { q30, mass30: q30Of(mass, atMs, halfLifeDays).q30, n: 1 }]]);
}

export function addBuckets(left: Buckets, right: Buckets): Buckets {
  return combine(left, right, 1n);
}

export function subtractBuckets(from: Buckets, taken: Buckets): Buckets {
  return combine(from, taken, -1n);
}

/** Union of two identities: both states together, less what they share (events present in both count once). */
export function mergeBuckets(left: Buckets, right: Buckets, shared: Buckets = noBuckets): Buckets {
  return subtractBuckets(addBuckets(left, right), shared);
}

function combine(left: Buckets, right: Buckets, sign: 1n | -1n): Buckets {
  const result = new Map(left);
  for (const [epoch, { q30, mass30, n }] of right) {
    const old = result.get(epoch) ?? { q30: 0n, mass30: 0n, n: 0 };
    const sum = { q30: old.q30 + sign * q30, mass30: old.mass30 + sign * mass30, n: old.n + Number(sign) * n };
    if (sum.n === 0 && sum.q30 === 0n && sum.mass30 === 0n) result.delete(epoch);
    else result.set(epoch, sum);
  }
  return result;
}

/** A decayed sum at an instant, with the decayed number of events that count as evidence. */
export interface DecayedSum {
  readonly amount: number;
  readonly mass: number;
}

/**
 * Value of the buckets at an instant: those of earlier epochs and of the instant's own. Contributions of the instant's
 * own epoch that lie after it must have been subtracted before; whole later epochs are left out here.
 */
export function decayedSum(buckets: Buckets, atMs: number, halfLifeDays: number): DecayedSum {
  const { epoch: current, fraction } = epochPosition(atMs, halfLifeDays);
  let amount = 0n;
  let mass = 0n;
  for (const [epoch, bucket] of buckets) {
    const exponent = epoch - current + horizonEpochs;
    if (epoch > current || exponent <= 0) continue;
    amount += bucket.q30 << BigInt(exponent);
    mass += bucket.mass30 << BigInt(exponent);
  }
  const scale = 2 ** (30 + horizonEpochs);
  const decay = pow2Fraction(fraction);
  return { amount: Number(amount) / scale / decay, mass: Number(mass) / scale / decay };
}

/** What is left of one amount at an instant: the same integer as in its bucket, without the bucket. */
export function decayedAmount(amount: number, occurredAtMs: number, atMs: number, halfLifeDays: number): number {
  const { epoch: current, fraction } = epochPosition(atMs, halfLifeDays);
  const { epoch, q30 } = q30Of(amount, occurredAtMs, halfLifeDays);
  const epochs = epoch - current;
  return epochs > 0 || epochs <= -horizonEpochs ? 0 : (Number(q30) * 2 ** (epochs - 30)) / pow2Fraction(fraction);
}
