import { RapportError } from './errors';

const digitsByCurrency = new Map<string, number>();

/**
 * How many decimal digits a currency has: 2 for EUR, 0 for JPY.
 *
 * @since 0.1.0
 * @throws RapportError CURRENCY_UNKNOWN
 * @example
 * import { currencyDigits } from 'rapport/sdk';
 *
 * [currencyDigits('EUR'), currencyDigits('JPY')]; // => [2, 0]
 */
export function currencyDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    throw new RapportError('CURRENCY_UNKNOWN', `"${currency}" is not an ISO 4217 currency code.`);
  }
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
}

/**
 * Reads a decimal text into integer minor units without passing through floating point: `12.5`, EUR -> 1250.
 *
 * @since 0.1.0
 * @throws RapportError MONEY_INVALID when it is not a plain decimal, has more digits than the currency, or is past 2^53
 * @example
 * import { parseMinorUnits } from 'rapport/sdk';
 *
 * parseMinorUnits('12.5', 'EUR'); // => 1250
 */
export function parseMinorUnits(text: string, currency: string): number {
  const digits = currencyDigits(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text.trim().replace(/^\+/, ''));
  const fraction = (match?.[3] ?? '').replace(/0+$/, '');
  if (match === null || fraction.length > digits) {
    throw new RapportError(
      'MONEY_INVALID',
      `"${text}" is not an amount in ${currency}: digits, at most ${digits} after the point.`,
    );
  }
  const minor = Number(`${match[1]}${match[2]}${fraction.padEnd(digits, '0')}`);
  if (!Number.isSafeInteger(minor)) throw new RapportError('MONEY_INVALID', `"${text}" ${currency} is too large.`);
  return minor;
}

/**
 * Minor units as major units, for display.
 *
 * @since 0.1.0
 * @example
 * import { majorUnits } from 'rapport/sdk';
 *
 * majorUnits(1250, 'EUR'); // => 12.5
 */
export function majorUnits(minorUnits: number, currency: string): number {
  return minorUnits / 10 ** currencyDigits(currency);
}
