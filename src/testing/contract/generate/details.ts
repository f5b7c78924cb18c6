import fc from 'fast-check';
import { strictDetails } from '../../../kernel/check/strict-details';
import type { InteractionType } from '../../../sdk';
import { alternativesOf, type JsonSchema, jsonSchemaOf, limitsOf } from './json-schema';

type Details = Readonly<Record<string, unknown>>;

/** Details that the type's schema accepts, as it stores them: its samples, and what its schema allows beside them. */
export function validDetails(type: InteractionType): fc.Arbitrary<Details> {
  const samples = storedSamples(type);
  const generated = arbitraryOf(jsonSchemaOf(type)).map((given) => stored(type, given) ?? samples[0] ?? {});
  return samples.length === 0 ? generated : fc.oneof(fc.constantFrom(...samples), { arbitrary: generated, weight: 3 });
}

/** Details as an earlier or later version of the plugin may have stored them: keys are missing, or hold something else. */
export function foreignDetails(type: InteractionType): fc.Arbitrary<Details> {
  const samples = storedSamples(type);
  const keys = [...new Set([...Object.keys(jsonSchemaOf(type).properties ?? {}), ...samples.flatMap(Object.keys)])];
  if (keys.length === 0) return fc.constant({});
  return fc
    .tuple(
      fc.constantFrom(...(samples.length === 0 ? [{}] : samples)),
      fc.subarray(keys),
      fc.dictionary(fc.constantFrom(...keys), oddValue, { maxKeys: 4, noNullPrototype: true }),
    )
    .map(([sample, dropped, changed]) => {
      const kept = Object.entries(sample).filter(([key]) => !dropped.includes(key));
      return { ...Object.fromEntries(kept), ...changed };
    });
}

/** What the schema makes of details, or undefined where it refuses them. */
function stored(type: InteractionType, given: unknown): Details | undefined {
  const parsed = strictDetails(type).safeParse(given);
  return parsed.success ? (parsed.data as Details) : undefined;
}

export function storedSamples(type: InteractionType): readonly Details[] {
  return type.samples.flatMap((sample) => {
    const accepted = stored(type, sample);
    return accepted === undefined ? [] : [accepted];
  });
}

/** Texts that are keys of every object, which a lookup in an object literal finds. */
const inheritedNames = ['toString', '__proto__', 'constructor', 'hasOwnProperty'] as const;

const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, '', 0, -1, 1e308, Number.NaN, ...inheritedNames, [], [null], {}),
  fc.double(),
  fc.string(),
  fc.array(
    fc.oneof(
      fc.string(),
      fc.integer(),
      fc.dictionary(fc.string(), fc.constantFrom('x', 7, null), { noNullPrototype: true }),
    ),
    { maxLength: 5 },
  ),
);

const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  date: instants().map((instant) => instant.slice(0, 10)),
  'date-time': instants(),
  email: fc.nat().map((number) => `person${number}@example.org`),
  uri: fc.nat().map((number) => `https://www.example.org/${number}`),
  uuid: fc.uuid(),
};

function instants(): fc.Arbitrary<string> {
  const [min, max] = [new Date('2001-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z')];
  return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
}

function arbitraryOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined && schema.enum.length > 0) return fc.constantFrom(...schema.enum);
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 1) return fc.oneof(...alternatives.map(arbitraryOf));
  const [only = schema] = alternatives;
  if (only !== schema) return arbitraryOf(only);
  switch (schema.type) {
    case 'string':
      return textOf(schema);
    case 'integer':
      return integerOf(schema);
    case 'number':
      return fc.double({ ...limitsOf(schema), noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return listOf(schema);
    case 'object':
      return objectOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function textOf({ format = '', minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> {
  const known = formats[format];
  if (known !== undefined) return known;
  const lengths = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) };
  const fitting = inheritedNames.filter(({ length }) => length >= minLength && length <= maxLength);
  const any = fc.string(lengths);
  return fitting.length === 0 ? any : fc.oneof({ arbitrary: any, weight: 4 }, fc.constantFrom(...fitting));
}

function integerOf(schema: JsonSchema): fc.Arbitrary<number> {
  const { min, max } = limitsOf(schema);
  return fc.integer({ min: Math.ceil(min), max: Math.max(Math.ceil(min), Math.floor(max)) });
}

function listOf({ items = {}, minItems = 0, maxItems = 30 }: JsonSchema): fc.Arbitrary<unknown> {
  return fc.array(arbitraryOf(items), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 30)) });
}

function objectOf({ properties = {}, required = [] }: JsonSchema): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, arbitraryOf(property)]));
  return fc.record(members, {
    requiredKeys: required.filter((key) => Object.hasOwn(members, key)),
    noNullPrototype: true,
  });
}
