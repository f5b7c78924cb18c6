import { type CustomerKey, isNpi, npiSystem, RapportError } from 'rapport/sdk';
import { readCode } from './values';

/** Identifier systems this plugin knows beside the NPI. */
export const profileSystem = 'us-open-payments-profile';
/** CMS Certification Number of a hospital: six characters. */
export const ccnSystem = 'us-ccn';
/** Number Open Payments gives a teaching hospital when the row has no CCN. */
export const hospitalSystem = 'us-open-payments-hospital';
/** Recipients of research money without any published number: state and name, see {@link entityKey}. */
export const entitySystem = 'us-open-payments-entity';

/** @throws RapportError IDENTIFIER_INVALID when the text is not a National Provider Identifier */
export function npiKey(text: string): CustomerKey {
  const value = readCode(text);
  if (!isNpi(value)) {
    throw new RapportError('IDENTIFIER_INVALID', `"${text}" is not an NPI: ten digits with a Luhn check digit.`);
  }
  return { system: npiSystem, value };
}

/** @throws RapportError IDENTIFIER_INVALID when the text is not a number */
export function profileKey(text: string): CustomerKey {
  const value = readCode(text);
  if (!/^\d{1,15}$/.test(value)) {
    throw new RapportError('IDENTIFIER_INVALID', `"${text}" is not an Open Payments profile id: a whole number.`);
  }
  return { system: profileSystem, value };
}

export function ccnKey(text: string): CustomerKey {
  return { system: ccnSystem, value: readCode(text).padStart(6, '0') };
}

export function hospitalKey(text: string): CustomerKey {
  return { system: hospitalSystem, value: readCode(text) };
}

/** State and name in upper case without punctuation, so that `Clinic, P.C.` and `CLINIC PC` are one: `IA:CLINIC PC`. */
export function entityKey(name: string, state: string): CustomerKey {
  const words = name
    .toUpperCase()
    .replace(/[.']/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return { system: entitySystem, value: `${state}:${words}`.slice(0, 200) };
}
