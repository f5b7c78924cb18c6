import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  Kind,
  type ValueNode,
} from 'graphql';
import type { Chance } from './chance';
import { otherInts, type Pools, pageSizes, scalarValues, strangeIds, textsFor, wrongSizes } from './pools';

/** The name of an enumeration value, which is written without quotes in a document. */
export class EnumName {
  constructor(readonly name: string) {}
}

/** What stands where: the field and the name of the argument or input field. */
export interface Place {
  readonly coordinate: string;
  readonly name: string;
}

/** A value that the type accepts; null now and then where it may be. */
export function drawValue(chance: Chance, pools: Pools, type: GraphQLInputType, place: Place): unknown {
  if (isNonNullType(type)) return drawGiven(chance, pools, type.ofType, place);
  return chance.happens(0.08) ? null : drawGiven(chance, pools, type, place);
}

function drawGiven(chance: Chance, pools: Pools, type: GraphQLInputType, place: Place): unknown {
  if (isListType(type)) {
    // To GraphQL a single value is a list of one.
    if (chance.happens(0.06)) return drawGiven(chance, pools, getNullableType(type.ofType), place);
    const length = chance.happens(0.15) ? 0 : 1 + chance.below(3);
    return Array.from({ length }, () => drawValue(chance, pools, type.ofType, place));
  }
  if (isEnumType(type)) return new EnumName(chance.pick(type.getValues()).name);
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      (field) => isRequiredInputField(field) || chance.happens(2 / Object.keys(type.getFields()).length),
    );
    return Object.fromEntries(
      fields.map(({ name, type: inner }) => [
        name,
        drawValue(chance, pools, inner, { coordinate: place.coordinate, name }),
      ]),
    );
  }
  return drawScalar(chance, pools, String(type), place);
}

function drawScalar(chance: Chance, pools: Pools, type: string, { coordinate, name }: Place): unknown {
  if (type === 'ID') return drawId(chance, pools, coordinate, name);
  if (type === 'Int') return drawInt(chance, name);
  if (type === 'String') {
    const known = name === 'after' || name === 'before' ? pools.cursorsOf(coordinate) : [];
    return known.length > 0 && chance.happens(0.9) ? chance.pick(known) : chance.pick(textsFor(name));
  }
  const values = scalarValues[type];
  if (values === undefined) throw new Error(`No values are known for the scalar ${type}.`);
  return chance.pick(values);
}

function drawInt(chance: Chance, name: string): number {
  if (name !== 'first' && name !== 'last') return chance.pick(otherInts);
  return chance.pick(chance.happens(0.03) ? wrongSizes : pageSizes);
}

/** Mostly an id of the kind that the place is for. */
function drawId(chance: Chance, pools: Pools, coordinate: string, name: string): string {
  if (chance.happens(0.06)) return chance.pick(strangeIds);
  const meant = coordinate === 'Query.customer' ? 'Customer' : name === 'brand' ? 'Brand' : 'TeamMember';
  const isNode = coordinate.startsWith('Query.node');
  const pool = isNode ? chance.pick([...pools.ids.values(), strangeIds]) : (pools.ids.get(meant) ?? strangeIds);
  return chance.pick(pool);
}

/** As it stands in a document. */
export function valueNode(value: unknown): ValueNode {
  if (value === null) return { kind: Kind.NULL };
  if (value instanceof EnumName) return { kind: Kind.ENUM, value: value.name };
  if (Array.isArray(value)) return { kind: Kind.LIST, values: value.map(valueNode) };
  switch (typeof value) {
    case 'string':
      return { kind: Kind.STRING, value };
    case 'boolean':
      return { kind: Kind.BOOLEAN, value };
    case 'number':
      return Number.isInteger(value) && Math.abs(value) < 1e15
        ? { kind: Kind.INT, value: String(value) }
        : { kind: Kind.FLOAT, value: String(value) };
    default:
      return {
        kind: Kind.OBJECT,
        fields: Object.entries(value as object).map(([name, inner]) => ({
          kind: Kind.OBJECT_FIELD,
          name: { kind: Kind.NAME, value: name },
          value: valueNode(inner),
        })),
      };
  }
}

/** As it stands among the variables of a request. */
export function jsonValue(value: unknown): unknown {
  if (value instanceof EnumName) return value.name;
  if (Array.isArray(value)) return value.map(jsonValue);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonValue(inner)]));
}
