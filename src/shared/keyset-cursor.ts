import type { OrderTerm } from '../sdk';
import { RapportError } from '../sdk/errors';

type TermType = OrderTerm['type'];

const longestCursor = 4096;
const day = String.raw`-?\d{1,6}-\d{2}-\d{2}`;
const time = String.raw`\d{2}:\d{2}:\d{2}(\.\d{1,6})?([+-]\d{2}(:\d{2}){0,2}|Z)`;

/** Texts that PostgreSQL writes for values of a type, so that nothing else ever reaches a cast. */
const forms: Readonly<Record<TermType, RegExp>> = {
  bigint: /^-?\d{1,19}$/,
  int: /^-?\d{1,10}$/,
  float8: /^(-?\d+(\.\d+)?(e[+-]?\d{1,3})?|-?Infinity|NaN)$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  date: new RegExp(`^(${day}( BC)?|-?infinity)$`),
  timestamptz: new RegExp(`^(${day}[ T]${time}( BC)?|-?infinity)$`),
  text: /^[^\0]*$/,
};

/**
 * Makes the opaque cursor of an item.
 *
 * @param list the list and its order, such as `Customer.timeline:newest`
 * @param values what the order's terms are for the item, as PostgreSQL writes them
 */
export function encodeCursor(list: string, values: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...values]), 'utf8').toString('base64url');
}

/**
 * Reads a cursor of this list and order.
 *
 * @param types of the order's terms
 * @throws RapportError CURSOR_INVALID
 */
export function decodeCursor(cursor: string, list: string, types: readonly TermType[]): readonly string[] {
  const [owner, ...values] = parse(cursor);
  const fits = owner === list && values.length === types.length;
  if (!fits || !types.every((type, index) => forms[type].test(values[index] ?? ''))) throw invalid();
  return values;
}

function parse(cursor: string): readonly string[] {
  if (cursor.length > longestCursor) throw invalid();
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.every((part) => typeof part === 'string')) return parsed;
  } catch (cause) {
    throw invalid(cause);
  }
  throw invalid();
}

function invalid(cause?: unknown): RapportError {
  const message = 'The cursor does not belong to this list and order. Use a cursor from an answer to the same query.';
  return new RapportError('CURSOR_INVALID', message, {}, { cause });
}
