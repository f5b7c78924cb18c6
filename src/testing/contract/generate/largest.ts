import { strictDetails } from '../../../kernel/check/strict-details';
import type { InteractionEvent, InteractionType } from '../../../sdk';
import { storedSamples } from './details';
import { frozen } from './events';
import { alternativesOf, type JsonSchema, jsonSchemaOf, limitsOf } from './json-schema';

/** Characters of JSON that the intake takes for one record. */
const longestRecord = 100_000;

/** An event with the largest details that its type accepts. */
export function largestEvent(type: InteractionType): InteractionEvent {
  const { id, channel, direction } = type;
  return frozen({
    ...{ id: 'largest', source: 'contract', sourceKey: 'largest', type: id, channel, direction, count: 1 },
    ...{ brand: 'ALPHA', actor: 'ANNA', details: largestDetails(type) },
  });
}

/**
 * The largest details that the schema and the intake let through, with lists as long as they may be. Where the schema asks for
 * more than JSON Schema can say, the longest sample.
 */
export function largestDetails(type: InteractionType): Readonly<Record<string, unknown>> {
  const parsed = strictDetails(type).safeParse(largest(jsonSchemaOf(type), longestRecord * 0.9));
  if (parsed.success) return parsed.data as Readonly<Record<string, unknown>>;
  const [longest = {}] = storedSamples(type).toSorted((one, other) => lengthOf(other) - lengthOf(one));
  return longest;
}

function largest(schema: JsonSchema, room: number): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum.at(-1);
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 1) {
    const given = alternatives.map((each) => largest(each, room));
    return given.toSorted((one, other) => lengthOf(other) - lengthOf(one))[0];
  }
  const [only = schema] = alternatives;
  switch (only.type) {
    case 'string':
      return largestText(only, room);
    case 'integer':
    case 'number':
      return limitsOf(only).max;
    case 'boolean':
      return true;
    case 'array':
      return longestList(only, room);
    case 'object':
      return fullObject(only, room);
    default:
      return null;
  }
}

const formatted: Readonly<Record<string, string>> = {
  date: '2025-12-31',
  'date-time': '2025-12-31T23:59:59.999Z',
  email: 'person@example.org',
  uri: 'https://www.example.org/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

function largestText({ format = '', maxLength = longestRecord }: JsonSchema, room: number): string {
  return formatted[format] ?? 'x'.repeat(Math.max(1, Math.min(maxLength, Math.floor(room))));
}

/** Many small items, all of them different, make more work than few large ones. */
function longestList(
  { items = {}, maxItems = Number.POSITIVE_INFINITY }: JsonSchema,
  room: number,
): readonly unknown[] {
  const list: unknown[] = [];
  for (let used = 0; list.length < maxItems && used < room; ) {
    const item = smallest(items, list.length);
    list.push(item);
    used += lengthOf(item) + 1;
  }
  return list;
}

function fullObject({ properties = {} }: JsonSchema, room: number): object {
  const entries = Object.entries(properties);
  return Object.fromEntries(entries.map(([key, property]) => [key, largest(property, room / entries.length)]));
}

function smallest(schema: JsonSchema, number: number): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[number % schema.enum.length];
  const [only = schema] = alternativesOf(schema);
  if (only.enum !== undefined || only.const !== undefined) return only === schema ? null : smallest(only, number);
  switch (only.type) {
    case 'string':
      return formatted[only.format ?? ''] ?? String(number).padStart(only.minLength ?? 1, '0');
    case 'integer':
    case 'number':
      return Math.ceil(limitsOf(only).min);
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return fullSmallObject(only, number);
    default:
      return null;
  }
}

function fullSmallObject({ properties = {} }: JsonSchema, number: number): object {
  return Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, smallest(property, number)]));
}

function lengthOf(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}
