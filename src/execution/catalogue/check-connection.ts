import {
  type GraphQLArgument,
  type GraphQLInputField,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import type { ConnectionSource } from '../../sdk';
import { type FieldCheck, graphqlField, pair } from './field-check';

/** Inputs may contain themselves. */
const deepestPath = 5;
const pageArguments = ['first', 'after', 'last', 'before'];

/** What is wrong with a connection: its place, its type, its orders, and arguments that would be ignored or do not exist. */
export function checkConnection(check: FieldCheck, source: ConnectionSource): readonly string[] {
  return [
    ...checkPlace(check, source),
    ...checkAnswer(check),
    ...checkOrderings(check, source),
    ...checkFilters(check, source),
  ];
}

function checkPlace(check: FieldCheck, source: ConnectionSource): readonly string[] {
  const { column, key, type, within } = source;
  if ((column === undefined) !== (key === undefined)) return ['column and key go together.'];
  if (check.draft.role === 'root') return column === undefined ? [] : ['a root field has no row: leave column out.'];
  return column === undefined
    ? ['name column and key; only a root field lists everything.']
    : pair(check, type, within);
}

function checkAnswer({ input, field }: FieldCheck): readonly string[] {
  const type = input.schema.getType(field.type);
  const complete = isObjectType(type) && ['edges', 'nodes', 'pageInfo'].every((name) => name in type.getFields());
  return complete ? [] : [`${field.type} is not a connection type.`];
}

function checkOrderings(check: FieldCheck, { orderings }: ConnectionSource): readonly string[] {
  const names = Object.keys(orderings);
  const faults = Object.entries(orderings)
    .filter(([, { terms }]) => terms.length === 0)
    .map(([name]) => `the ordering ${name} has no terms.`);
  if (names.length === 0) return ['it has no ordering.'];
  const argument = graphqlField(check).args.find(({ name }) => name === 'orderBy');
  if (argument === undefined) {
    return names.length === 1 ? faults : [...faults, 'it has several orderings and no argument orderBy.'];
  }
  const type = getNamedType(argument.type);
  const offered: readonly unknown[] = isEnumType(type) ? type.getValues().map(({ value }) => value) : [];
  const unknown = offered.filter((value) => !names.includes(String(value)));
  const missing = names.filter((name) => !offered.includes(name));
  return [
    ...faults,
    ...unknown.map((value) => `orderBy offers ${String(value)}, which is no ordering.`),
    ...missing.map((name) => `orderBy does not offer the ordering ${name}.`),
  ];
}

function checkFilters(check: FieldCheck, { filters }: ConnectionSource): readonly string[] {
  const { args } = graphqlField(check);
  const faults = ['first', 'after']
    .filter((name) => !args.some((argument) => argument.name === name))
    .map((name) => `it has no argument ${name}.`);
  const given = args
    .filter(({ name }) => name !== 'orderBy' && !pageArguments.includes(name))
    .flatMap((argument) => pathsOf(argument, Object.keys(filters)));
  const unused = given.filter((path) => !(path in filters));
  const missing = Object.keys(filters).filter((path) => !given.includes(path));
  return [
    ...faults,
    ...unused.map((path) => `the argument ${path} has no filter and would be ignored.`),
    ...missing.map((path) => `the filter ${path} has no argument.`),
  ];
}

/** Paths of an argument, down to where a filter takes it or to its leaves. */
function pathsOf(
  input: GraphQLArgument | GraphQLInputField,
  filtered: readonly string[],
  prefix = '',
): readonly string[] {
  const path = `${prefix}${input.name}`;
  const type = getNamedType(input.type);
  if (filtered.includes(path) || !isInputObjectType(type) || path.split('.').length > deepestPath) return [path];
  return Object.values(type.getFields()).flatMap((field) => pathsOf(field, filtered, `${path}.`));
}
