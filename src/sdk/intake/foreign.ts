/**
 * Reads values that other systems sent, without trusting their shape. Nothing here throws: what does not fit is
 * absent, and the adapter decides whether it can do without.
 */

/** What nests deeper can be parsed, but walking it overflows the stack; no service sends such a thing. */
const deepestNesting = 100;

/** Parsed JSON, or undefined when the text is none or nests more than 100 levels deep. */
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

/** A trimmed text, cut at `maximumLength`; numbers become texts; absent when empty or of another kind. */
export function asText(value: unknown, maximumLength = 500): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const trimmed = text.replaceAll('\u0000', '').trim();
  return trimmed === '' ? undefined : trimmed.slice(0, maximumLength).trim();
}

/** A finite number, also from a text such as `"12.5"`. */
export function asNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** An object that is no list; empty when the value is anything else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The same object without the keys whose value is undefined, as details schemas want it. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> };
}
