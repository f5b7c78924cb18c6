/**
 * Time in half-lives, in arithmetic that gives the same bits on every machine: square root and product are exactly
 * rounded by IEEE 754, the library's power function is not.
 */
export const dayMs = 86_400_000;

/** Where an instant lies on the scale of a half-life: whole epochs since 1970 and the rest, `0 <= fraction < 1`. */
export interface EpochPosition {
  readonly epoch: number;
  readonly fraction: number;
}

export function epochPosition(atMs: number, halfLifeDays: number): EpochPosition {
  const length = halfLifeDays * dayMs;
  const epoch = Math.floor(atMs / length);
  return { epoch, fraction: (atMs - epoch * length) / length };
}

/** 2^(1/2), 2^(1/4), 2^(1/8) ... by repeated square roots. */
const roots: readonly number[] = Array.from({ length: 32 }).reduce<number[]>(
  (list) => [...list, Math.sqrt(list.at(-1) ?? 2)],
  [],
);

/** 2^fraction for `0 <= fraction < 1`, from the 32 leading bits of the fraction; off by at most 1.7e-10 relative. */
export function pow2Fraction(fraction: number): number {
  const bits = Math.floor(fraction * 2 ** 32);
  let product = 1;
  for (let place = 0; place < 32; place += 1) {
    if (((bits >>> (31 - place)) & 1) === 1) product *= roots[place] ?? 1;
  }
  return product;
}

/** An amount referred to the start of its epoch, as an integer multiple of 2^-30. */
export interface Q30 {
  readonly epoch: number;
  readonly q30: bigint;
}

/** Amount and mass of one event follow one another at the same instant and half-life: one growth serves both. */
let last = { atMs: Number.NaN, halfLifeDays: Number.NaN, epoch: 0, growth: 1 };

/** What an event of this amount at this instant adds to its bucket. Exact for |amount| below 2^32. */
export function q30Of(amount: number, atMs: number, halfLifeDays: number): Q30 {
  const { epoch, scaled } = scaledAmount(amount, atMs, halfLifeDays);
  return { epoch, q30: BigInt(scaled) };
}

/** The same as a number, which holds an integer beyond 2^53 as exactly, but does not write all of its digits. */
export function scaledAmount(
  amount: number,
  atMs: number,
  halfLifeDays: number,
): { readonly epoch: number; readonly scaled: number } {
  if (atMs !== last.atMs || halfLifeDays !== last.halfLifeDays) {
    const { epoch, fraction } = epochPosition(atMs, halfLifeDays);
    last = { atMs, halfLifeDays, epoch, growth: pow2Fraction(fraction) };
  }
  const size = Math.floor(Math.abs(amount) * last.growth * 2 ** 30 + 0.5);
  return { epoch: last.epoch, scaled: amount < 0 ? -size : size };
}

/** Largest |amount| a contribution may have: its integer then fits the 63 bits of a database bigint. */
export const amountLimit = 2 ** 32;
