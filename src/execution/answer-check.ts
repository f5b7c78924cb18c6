import {
  type GraphQLOutputType,
  type GraphQLSchema,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';
import { Flood, largestAnswer, sizeOfData } from '../isolation';
import type { Catalogue } from './catalogue/catalogue';

/** Looks at one answer. @throws TypeError when it does not fit the type of its field */
type Check = (value: unknown) => void;

const anything: Check = () => undefined;

/**
 * Makes what looks at the answers of a plugin's batch function before anybody else does: as many as keys, no more than may be,
 * data, and such as the type of the field allows. What objects with tables and abstract types hold is read as rows, later.
 *
 * @throws TypeError or Flood from the made function
 */
export function answerCheck(
  coordinate: string,
  schema: GraphQLSchema,
  catalogue: Catalogue,
): (answers: unknown, keys: number) => readonly unknown[] {
  const type = typeOfField(coordinate, schema);
  let check: Check | undefined;
  return (answers, keys) => {
    if (!Array.isArray(answers) || answers.length !== keys) {
      const count = Array.isArray(answers) ? answers.length : 'no list of';
      throw new TypeError(`${coordinate} was asked for ${keys} keys and answered ${count} values`);
    }
    if (sizeOfData(answers, largestAnswer) > largestAnswer) {
      throw new Flood(`${coordinate} answers more than ${largestAnswer / 1_000_000} MB at once`);
    }
    check ??= type === undefined ? anything : checkOf(type, catalogue, new Map());
    for (const answer of answers) check(answer);
    return answers;
  };
}

function typeOfField(coordinate: string, schema: GraphQLSchema): GraphQLOutputType | undefined {
  const [typeName = '', field = ''] = coordinate.split('.', 2);
  const type = schema.getType(typeName);
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[field]?.type : undefined;
}

/** @param known by name of the type: types may hold themselves */
function checkOf(given: GraphQLOutputType, catalogue: Catalogue, known: Map<string, Check>): Check {
  const type = getNullableType(given);
  if (isLeafType(type)) return present((value) => void type.serialize(value));
  if (isListType(type)) {
    const ofItem = checkOf(type.ofType, catalogue, known);
    return present((value) => {
      // What is no list at all, graphql-js says; an iterable is one.
      if (Array.isArray(value)) for (const item of value) ofItem(item);
    });
  }
  if (!isObjectType(type) || catalogue.types.get(type.name)?.role !== 'plain') return anything;
  const before = known.get(type.name);
  if (before !== undefined) return before;
  const members: (readonly [string, Check])[] = [];
  const check = present((value) => {
    for (const [name, ofMember] of members) ofMember((value as Readonly<Record<string, unknown>>)[name]);
  });
  known.set(type.name, check);
  for (const [name, field] of Object.entries(type.getFields())) {
    const reads = catalogue.types.get(type.name)?.fields.get(name)?.source ?? null;
    if (reads === null) members.push([name, checkOf(field.type, catalogue, known)]);
  }
  return check;
}

const present =
  (check: Check): Check =>
  (value) => {
    if (value !== null && value !== undefined) check(value);
  };
