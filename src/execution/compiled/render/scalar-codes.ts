import { CountryCode, CurrencyCode } from '../../../sdk';
import type { PlanWriter } from './plan-writer';

/** The codes that a scalar lets through, in one fixed order; what is missing here is only slower. */
export function scalarCodes(name: 'CountryCode' | 'CurrencyCode'): readonly string[] {
  codes[name] ??= name === 'CountryCode' ? countries() : currencies();
  return codes[name];
}

/** A condition that a text is one of codes of equal length. One long text is quicker to send and search than a list. */
export function isOneOfCodes(writer: PlanWriter, sql: string, codes: readonly string[]): string {
  const listed = writer.bindConstant(`|${codes.join('|')}|`);
  return `length(${sql}) = ${codes[0]?.length ?? 0} and strpos(${listed}, '|' || ${sql} || '|') > 0`;
}

const codes: { CountryCode?: readonly string[]; CurrencyCode?: readonly string[] } = {};

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const countries = (): readonly string[] =>
  letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .filter((code) => isAccepted(() => CountryCode.serialize(code)));
const currencies = (): readonly string[] =>
  Intl.supportedValuesOf('currency').filter((code) => isAccepted(() => CurrencyCode.serialize(code)));

function isAccepted(serialize: () => unknown): boolean {
  try {
    serialize();
    return true;
  } catch {
    return false;
  }
}
