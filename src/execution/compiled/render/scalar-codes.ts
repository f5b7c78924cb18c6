import { CountryCode, CurrencyCode } from '../../../sdk';

/** The codes that a scalar lets through, in one fixed order; what is missing here is only slower. */
export function scalarCodes(name: 'CountryCode' | 'CurrencyCode'): readonly string[] {
  return name === 'CountryCode' ? countries : currencies;
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const pairs = letters.flatMap((first) => letters.map((second) => `${first}${second}`));

const countries = pairs.filter((code) => isAccepted(() => CountryCode.serialize(code)));
const currencies = Intl.supportedValuesOf('currency').filter((code) => isAccepted(() => CurrencyCode.serialize(code)));

function isAccepted(serialize: () => unknown): boolean {
  try {
    serialize();
    return true;
  } catch {
    return false;
  }
}
