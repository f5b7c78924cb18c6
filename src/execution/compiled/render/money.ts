import { currencyDigits, type MoneySource } from '../../../sdk';
import type { FieldSelection, ValueSelection } from '../operation';
import { valueText } from './field-value';
import { constant, expression, type JsonText, joined, sqlOf } from './json-text';
import { NotCompilable } from './not-compilable';
import type { Rendering } from './rendering';
import type { Row } from './row';
import { isOneOfCodes, scalarCodes } from './scalar-codes';
import { nullOf, type Value } from './value';

/** An amount of money; none where the amount or the currency is null. */
export function moneyText(rendering: Rendering, field: ValueSelection, row: Row, source: MoneySource): JsonText {
  const minorUnits = row.value(source.minorUnits);
  const currency = row.value(source.currency);
  const selection = field.below.get(field.description.type);
  const present = { minorUnits: { ...minorUnits, notNull: true }, currency: { ...currency, notNull: true } };
  const fields = (selection?.fields ?? []).map((part) => [
    ...constant(`"${part.responseKey}":`),
    ...partText(rendering, part, field.description.type, present),
  ]);
  const object: JsonText = [...constant('{'), ...joined(fields, ','), ...constant('}')];
  const missing = [minorUnits, currency].filter(({ notNull }) => !notNull).map(({ sql }) => `${sql} is null`);
  if (missing.length === 0) return object;
  return expression(`case when ${missing.join(' or ')} then ${nullOf(field.type)} else ${sqlOf(object)} end`);
}

interface Amount {
  readonly minorUnits: Value;
  readonly currency: Value;
}

function partText(rendering: Rendering, field: FieldSelection, typeName: string, amount: Amount): JsonText {
  if (field.kind === 'typename') return constant(`"${typeName}"`);
  const { name } = field.description;
  if (name === 'minorUnits' || name === 'currency') return valueText(rendering, field.type, amount[name]);
  if (name !== 'amount') throw new NotCompilable(`${field.description.coordinate} is made by JavaScript.`);
  const sql = majorUnits(rendering, amount);
  const usual = `${amount.minorUnits.sql} between -${mostUsual} and ${mostUsual}`;
  return valueText(rendering, field.type, { sql, type: 'double precision', notNull: false, usual });
}

/** Up to there, and no currency has more than four digits behind its point, amounts have no exponents. */
const mostUsual = 999_999_999_999_999;

/** Null for currencies that nobody knows. */
function majorUnits({ writer }: Rendering, { minorUnits, currency }: Amount): string {
  const byDigits = new Map<number, string[]>();
  for (const code of scalarCodes('CurrencyCode')) {
    const digits = currencyDigits(code);
    byDigits.set(digits, [...(byDigits.get(digits) ?? []), code]);
  }
  const arms = [...byDigits]
    .sort(([, some], [, others]) => others.length - some.length)
    .map(([digits, codes]) => `when ${isOneOfCodes(writer, currency.sql, codes)} then 1e${digits}::float8`);
  return `(${minorUnits.sql} / case ${arms.join(' ')} end)`;
}
