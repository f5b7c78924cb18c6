import { horizonEpochs } from '../buckets';

/** Integers up to this size add up exactly here; larger ones need a BigInt. */
export const largestExactPart = 2 ** 40;

/** So many parts of that size add up exactly. */
export const mostExactParts = 2 ** 13;

const powers = Float64Array.from({ length: horizonEpochs + 1 }, (_, exponent) => 2 ** (exponent - horizonEpochs));

/**
 * Exact sums of integers weighed by powers of two, many at once and without a BigInt: whole parts and fractions are kept
 * apart, each of which a double holds exactly within {@link largestExactPart} and {@link mostExactParts}. What is read
 * is rounded once, as the conversion of the exact integer is.
 */
export class ExactSums {
  readonly #whole: Float64Array;
  readonly #fraction: Float64Array;

  constructor(places: number) {
    this.#whole = new Float64Array(places);
    this.#fraction = new Float64Array(places);
  }

  /** @param epochs how many epochs before the instant's own the integer belongs to; later ones and those beyond the horizon count 0 */
  add(place: number, integer: number, epochs: number): void {
    if (epochs < 0 || epochs >= horizonEpochs) return;
    const weighed = integer * (powers[horizonEpochs - epochs] ?? 0);
    const whole = Math.floor(weighed);
    this.#whole[place] = (this.#whole[place] ?? 0) + whole;
    this.#fraction[place] = (this.#fraction[place] ?? 0) + (weighed - whole);
  }

  /** The sum as of the start of the instant's epoch, in multiples of 2^-30. */
  read(place: number): number {
    return (this.#whole[place] ?? 0) + (this.#fraction[place] ?? 0);
  }
}
