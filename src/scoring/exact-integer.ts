import { scaledAmount } from '../value';

/**
 * An integer of any size in one form only, so that `===` compares: a number as far as numbers hold every integer (2^53),
 * a bigint beyond. Nearly all amounts are small, and a bigint costs an object for each step of a sum.
 */
export type ExactInteger = number | bigint;

/** @param value an integer, as text or as a number that holds exactly this integer */
export function exactInteger(value: string | number | bigint): ExactInteger {
  const number = Number(value);
  // Adding 0 makes a plain zero of the one that has a sign.
  return Number.isSafeInteger(number) ? number + 0 : BigInt(value);
}

/** The exact sum. `more` may be any number that is an integer. */
export function plus(sum: ExactInteger, more: number): ExactInteger {
  if (typeof sum === 'number' && Number.isSafeInteger(more)) {
    // The sum of two such integers is rounded only where it leaves their range, and never back into it.
    const total = sum + more;
    if (Number.isSafeInteger(total)) return total;
  }
  return exactInteger(BigInt(sum) + BigInt(more));
}

/** What an event of this amount at this instant counts in its epoch, as a multiple of 2^-30. */
export function scaledInteger(
  amount: number,
  atMs: number,
  halfLifeDays: number,
): { readonly epoch: number; readonly q30: ExactInteger } {
  const { epoch, scaled } = scaledAmount(amount, atMs, halfLifeDays);
  return { epoch, q30: exactInteger(scaled) };
}
