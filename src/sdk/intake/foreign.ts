/**
 * Reads values that other systems sent, without trusting their shape. Nothing here throws: what does not fit is
 * absent, and the adapter decides whether it can do without.
 */

/** What nests deeper can be parsed, but walking it overflows the stack; no service sends such a thing. */
const deepestNesting = 100;

/**
 * Parsed JSON, or undefined when the text is none or nests more than 100 levels deep.
 *
 * @since 0.1.0
 * @example
 * import { parseJson } from 'rapport/sdk';
 *
 * [parseJson('{"id":1}'), parseJson('{')]; // => [{ id: 1 }, undefined]
 */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return nestsDeeper(value, deepestNesting) ? undefined : value;
  } catch {
    return undefined;
  }
}

function nestsDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((entry) => nestsDeeper(entry, levels - 1));
}

/**
 * A trimmed text, cut at `maximumLength`; numbers become texts; absent when empty or of another kind.
 *
 * @since 0.1.0
 * @example
 * import { asText } from 'rapport/sdk';
 *
 * [asText('  yes '), asText(42), asText({})]; // => ['yes', '42', undefined]
 */
export function asText(value: unknown, maximumLength = 500): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const trimmed = text.replaceAll('\u0000', '').trim();
  return trimmed === '' ? undefined : trimmed.slice(0, maximumLength).trim();
}

/**
 * A finite number, also from a text such as `"12.5"`.
 *
 * @since 0.1.0
 * @example
 * import { asNumber } from 'rapport/sdk';
 *
 * [asNumber('12.5'), asNumber('twelve')]; // => [12.5, undefined]
 */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/**
 * An object that is no list; empty when the value is anything else.
 *
 * @since 0.1.0
 * @example
 * import { asObject } from 'rapport/sdk';
 *
 * asObject([1, 2]); // => {}
 */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

/**
 * Whether a value is an object and no list.
 *
 * @since 0.1.0
 * @example
 * import { isObject } from 'rapport/sdk';
 *
 * [isObject({}), isObject([]), isObject(null)]; // => [true, false, false]
 */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The same object without the keys whose value is undefined, as details schemas want it.
 *
 * @since 0.1.0
 * @example
 * import { present } from 'rapport/sdk';
 *
 * present({ subject: undefined, scope: 'all' }); // => { scope: 'all' }
 */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
