import { CountryCode, CurrencyCode } from '../../../sdk';
import type { PlanWriter } from './plan-writer';

/** The codes that a scalar lets through, in one fixed order; what is missing here is only slower. */
export function scalarCodes(name: 'CountryCode' | 'CurrencyCode'): readonly string[] {
  return name === 'CountryCode' ? countries : currencies;
}

/** A condition that a text is one of codes of equal length. One long text is quicker to send and search than a list. */
export function isOneOfCodes(writer: PlanWriter, sql: string, codes: readonly string[]): string {
  const listed = writer.bindConstant(`|${codes.join('|')}|`);
  return `length(${sql}) = ${codes[0]?.length ?? 0} and strpos(${listed}, '|' || ${sql} || '|') > 0`;
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
