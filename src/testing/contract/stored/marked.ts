import { strictDetails } from '../../../kernel/check/strict-details';
import type { InteractionType } from '../../../sdk';

/**
 * Valid details with the marker in every text that may hold it, and every other text as it was. Lists and objects are walked
 * into; where the schema asks for a form, such as an address, the marker is put into that form.
 */
export function markedDetails(
  type: Pick<InteractionType, 'details'>,
  details: Readonly<Record<string, unknown>>,
  marker: string,
): Readonly<Record<string, unknown>> {
  const schema = strictDetails(type);
  let marked: unknown = details;
  for (const path of textPlaces(details)) {
    const fitting = [marker, `https://${marker}.example.org/`, `${marker}@example.org`]
      .map((text) => replaced(marked, path, text))
      .find((candidate) => schema.safeParse(candidate).success);
    marked = fitting ?? marked;
  }
  return marked as Readonly<Record<string, unknown>>;
}

/** The same value with the marker in place of every text at one of the keys. */
export function markedTexts<Value extends object>(value: Value, keys: readonly string[], marker: string): Value {
  const entries = Object.entries(value).map(([key, each]: [string, unknown]) => {
    if (typeof each === 'string' && keys.includes(key)) return [key, marker];
    if (Array.isArray(each))
      return [key, each.map((item) => (isObjectLike(item) ? markedTexts(item, keys, marker) : item))];
    return [key, each];
  });
  return Object.fromEntries(entries) as Value;
}

function isObjectLike(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

type Path = readonly string[];

function textPlaces(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return [path];
  return isObjectLike(value) ? Object.entries(value).flatMap(([key, each]) => textPlaces(each, [...path, key])) : [];
}

function replaced(value: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === key ? replaced(each, rest, text) : each));
  return isObjectLike(value) ? { ...value, [key]: replaced(Reflect.get(value, key), rest, text) } : value;
}
