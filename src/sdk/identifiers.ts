/** Identifier systems whose values carry a check. Others are taken as they come, trimmed. @since 0.1.0 */
export const npiSystem = 'us-npi';

/**
 * Whether ten digits are a National Provider Identifier: the Luhn digit over the prefix 80840.
 *
 * @since 0.1.0
 * @example
 * import { isNpi } from 'rapport/sdk';
 *
 * isNpi('1234567893'); // => true
 * isNpi('1234567890'); // => false
 */
export function isNpi(value: string): boolean {
  return /^\d{10}$/.test(value) && luhnSum(`80840${value}`) % 10 === 0;
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}

/** Identifier system of mail addresses. @since 0.1.0 */
export const emailSystem = 'email';

/**
 * The customer key of a mail address. Addresses are compared without regard to case.
 *
 * @since 0.1.0
 * @example
 * import { emailKey } from 'rapport/sdk';
 *
 * emailKey(' Ada@Example.org '); // => { system: 'email', value: 'ada@example.org' }
 */
export function emailKey(address: string): { readonly system: string; readonly value: string } {
  return { system: emailSystem, value: address.trim().toLowerCase() };
}

const checks: ReadonlyMap<string, (value: string) => boolean> = new Map([[npiSystem, isNpi]]);

/**
 * Whether an identifier passes the check of its system; systems without a check accept any non-empty text.
 *
 * @since 0.1.0
 * @example
 * import { isValidIdentifier } from 'rapport/sdk';
 *
 * isValidIdentifier('us-npi', '1234567890'); // => false
 * isValidIdentifier('crm', 'any text'); // => true
 */
export function isValidIdentifier(system: string, value: string): boolean {
  return value.trim() !== '' && value.length <= 200 && (checks.get(system)?.(value) ?? true);
}
