import {
  GraphQLBoolean,
  type GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  GraphQLString,
  isEnumType,
} from 'graphql';
import { Irregular } from './irregular';

/** JSON text of a value that is neither null nor undefined. Throws where graphql-js would report an error. */
export type LeafText = (value: unknown) => string;

/** The text that graphql-js and `JSON.stringify` would come to. Values of the expected JavaScript type skip both. */
export function leafText(type: GraphQLLeafType): LeafText {
  const known = leafTexts.get(type);
  if (known !== undefined) return known;
  const text = isEnumType(type) ? enumText(type) : (fastTexts.get(type) ?? remembered)(generalText(type));
  leafTexts.set(type, text);
  return text;
}

const leafTexts = new WeakMap<GraphQLLeafType, LeafText>();

/** Days and codes are few, and checking each costs more than everything else about it. */
const mostRemembered = 2_000;
const longestRemembered = 40;

/** Texts of scalars that are given as text: they check it, so that one text always comes to the same. */
function remembered(general: LeafText): LeafText {
  const texts = new Map<string, string>();
  return (value) => {
    if (typeof value !== 'string' || value.length > longestRemembered) return general(value);
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = general(value);
    if (texts.size < mostRemembered) texts.set(value, text);
    return text;
  };
}

const mostInt = 2_147_483_647;
const leastInt = -2_147_483_648;

const textOfString =
  (general: LeafText): LeafText =>
  (value) =>
    typeof value === 'string' ? JSON.stringify(value) : general(value);

const fastTexts: ReadonlyMap<GraphQLLeafType, (general: LeafText) => LeafText> = new Map<
  GraphQLLeafType,
  (general: LeafText) => LeafText
>([
  [GraphQLString, textOfString],
  [GraphQLID, textOfString],
  [
    GraphQLInt,
    (general) => (value) =>
      Number.isInteger(value) && (value as number) <= mostInt && (value as number) >= leastInt
        ? `${value as number}`
        : general(value),
  ],
  [GraphQLFloat, (general) => (value) => (Number.isFinite(value) ? `${value as number}` : general(value))],
  [GraphQLBoolean, (general) => (value) => (value === true ? 'true' : value === false ? 'false' : general(value))],
]);

function generalText(type: GraphQLLeafType): LeafText {
  return (value) => {
    if (value instanceof Error || value instanceof Promise || typeof value === 'function') {
      throw new Irregular(`${type.name} was answered by something that is no value.`);
    }
    const text = jsonOf(type, value);
    if (text === undefined) throw new Irregular(`${type.name} cannot represent a value.`);
    return text;
  };
}

/** Undefined for what a type serializes to nothing. */
function jsonOf(type: GraphQLLeafType, value: unknown): string | undefined {
  const serialized = serialize(type, value);
  return serialized === null ? undefined : JSON.stringify(serialized);
}

function serialize(type: GraphQLLeafType, value: unknown): unknown {
  try {
    return type.serialize(value);
  } catch (cause) {
    throw new Irregular(`${type.name} refuses a value: ${String(cause)}`);
  }
}

function enumText(type: GraphQLEnumType): LeafText {
  const texts = new Map<unknown, string>(type.getValues().map(({ name, value }) => [value, JSON.stringify(name)]));
  const general = generalText(type);
  return (value) => texts.get(value) ?? general(value);
}
