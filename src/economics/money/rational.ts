/** An exact fraction; the denominator is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * Reads a decimal (`1.0837`) or a fraction of two whole numbers (`10000/10837`), exactly.
 *
 * @throws RangeError when it is neither, or the denominator is zero
 */
export function parseRational(text: string): Rational {
  const fraction = /^(-?\d+)\/(\d+)$/.exec(text);
  if (fraction !== null) return rational(BigInt(fraction[1] ?? ''), BigInt(fraction[2] ?? ''), text);
  const decimal = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (decimal === null) throw new RangeError(`"${text}" is neither a decimal nor a fraction.`);
  const digits = decimal[2] ?? '';
  return rational(BigInt(`${decimal[1]}${digits}`), 10n ** BigInt(digits.length), text);
}

function rational(numerator: bigint, denominator: bigint, text: string): Rational {
  if (denominator === 0n) throw new RangeError(`"${text}" divides by zero.`);
  return { numerator, denominator };
}

/** Nearest whole number; a value exactly between two goes to the even one, so that errors of many entries cancel. */
export function roundHalfEven({ numerator, denominator }: Rational): bigint {
  const below = floorDivide(numerator, denominator);
  const twiceRest = 2n * (numerator - below * denominator);
  if (twiceRest === denominator) return below % 2n === 0n ? below : below + 1n;
  return twiceRest > denominator ? below + 1n : below;
}

/** Largest whole number not above the fraction, also for negative ones. */
export function floorDivide(numerator: bigint, denominator: bigint): bigint {
  const cut = numerator / denominator;
  return numerator < 0n && cut * denominator !== numerator ? cut - 1n : cut;
}
