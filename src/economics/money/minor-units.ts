import { RapportError } from '../../sdk';

/** Whole minor units as a number. @throws RapportError MONEY_INVALID when a double cannot hold them exactly */
export function safeMinor(minor: bigint, currency: string): number {
  const number = Number(minor);
  if (!Number.isSafeInteger(number)) {
    throw new RapportError('MONEY_INVALID', `${minor} minor units of ${currency} are too large.`);
  }
  return number;
}

/** Minor units as an exact whole number. @throws RapportError MONEY_INVALID when they are not whole */
export function wholeMinor(minor: number, currency: string): bigint {
  if (!Number.isSafeInteger(minor)) {
    throw new RapportError('MONEY_INVALID', `${minor} is not a whole number of minor units of ${currency}.`);
  }
  return BigInt(minor);
}
