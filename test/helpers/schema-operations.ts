import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
} from 'graphql';

/** Where a caller can put a value of a scalar type: an argument of a root field, or an input field anywhere below one. */
export interface ScalarPlace {
  readonly operation: 'query' | 'mutation' | 'subscription';
  readonly field: string;
  /** Name of the argument, then names of input fields. */
  readonly path: readonly string[];
  readonly scalar: string;
}

export interface PlacedOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Good values by `Type.field` of inputs, `Operation.field.argument` or scalar, so that a hostile value does not stand among others. */
export type GoodValues = Readonly<Record<string, unknown>>;

type AnyField = GraphQLField<unknown, unknown>;
type Entry = GraphQLArgument | GraphQLInputField;

/** Every place in the arguments of root fields that takes a scalar other than a number or truth value. */
export function scalarPlaces(schema: GraphQLSchema): readonly ScalarPlace[] {
  return (['query', 'mutation', 'subscription'] as const).flatMap((operation) =>
    rootFields(schema, operation).flatMap((field) =>
      field.args.flatMap((argument) =>
        placesIn(argument.type, [argument.name], []).map((place) => ({ operation, field: field.name, ...place })),
      ),
    ),
  );
}

/**
 * An operation that asks a root field once for each value at a place, as `f0`, `f1`, ..., with good values where others are
 * required, and for everything it answers.
 */
export function operationWith(
  schema: GraphQLSchema,
  { operation, field: name, path }: ScalarPlace,
  values: readonly unknown[],
  good: GoodValues,
): PlacedOperation {
  const field = rootFields(schema, operation).find((one) => one.name === name);
  if (field === undefined) throw new TypeError(`There is no ${operation} ${name}`);
  const used = field.args.filter((argument) => isRequiredArgument(argument) || argument.name === path[0]);
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];
  const asked = values.map((value, index) => {
    const passed = used.map((argument) => {
      const variable = `${argument.name}${index}`;
      const below = argument.name === path[0] ? path.slice(1) : null;
      variables[variable] = fill(argument, `${operation}.${name}.${argument.name}`, below, value, good);
      declared.push(`$${variable}: ${String(argument.type)}`);
      return `${argument.name}: $${variable}`;
    });
    return `f${index}: ${name}(${passed.join(', ')}) { ...Answer }`;
  });
  const type = getNamedType(field.type);
  const query = `${operation} Placed(${declared.join(', ')}) { ${asked.join(' ')} } fragment Answer on ${type.name}${everythingOf(type)}`;
  return { query, variables };
}

function rootFields(schema: GraphQLSchema, operation: ScalarPlace['operation']): readonly AnyField[] {
  const names = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;
  const type = schema.getType(names[operation]);
  return isObjectType(type) ? Object.values(type.getFields()) : [];
}

const plain: ReadonlySet<string> = new Set(['Int', 'Float', 'Boolean', 'SafeInt']);

function placesIn(
  type: GraphQLInputType,
  path: readonly string[],
  above: readonly string[],
): readonly Pick<ScalarPlace, 'path' | 'scalar'>[] {
  const named = getNamedType(type);
  if (isScalarType(named)) return plain.has(named.name) ? [] : [{ path, scalar: named.name }];
  if (!isInputObjectType(named) || above.includes(named.name)) return [];
  return Object.values(named.getFields()).flatMap((field) =>
    placesIn(field.type, [...path, field.name], [...above, named.name]),
  );
}

/** @param path leads on from here to the place of the value; null: the place is elsewhere */
function fill(
  entry: Entry,
  coordinate: string,
  path: readonly string[] | null,
  value: unknown,
  good: GoodValues,
): unknown {
  if (path === null && coordinate in good) return good[coordinate];
  const filled = path?.length === 0 ? value : fillOne(entry, path, value, good);
  return isListType(getNullableType(entry.type)) ? [filled] : filled;
}

function fillOne({ type }: Entry, path: readonly string[] | null, value: unknown, good: GoodValues): unknown {
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]?.name;
  if (!isInputObjectType(named) || (path === null && named.name in good)) return good[named.name];
  const [next, ...rest] = path ?? [];
  const used = Object.values(named.getFields()).filter(
    (field) => isRequiredInputField(field) || field.name === next || `${named.name}.${field.name}` in good,
  );
  const filled = used.map((field) => {
    const below = field.name === next ? rest : null;
    return [field.name, fill(field, `${named.name}.${field.name}`, below, value, good)];
  });
  return Object.fromEntries(filled) as unknown;
}

const selections = new WeakMap<GraphQLOutputType, string>();

/** Everything that can be asked of a type without arguments, some levels down. */
function everythingOf(type: GraphQLOutputType): string {
  const text = selections.get(type) ?? selection(type, 2);
  selections.set(type, text);
  return text;
}

function selection(type: GraphQLOutputType, levels: number): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named) && !isInterfaceType(named)) return ' { __typename }';
  const fields = Object.values((named as { getFields(): Record<string, AnyField> }).getFields())
    .filter(({ args }) => !args.some(isRequiredArgument))
    .filter((field) => levels > 0 || isLeafType(getNamedType(field.type)))
    .filter((field) => isLeafType(getNamedType(field.type)) || isObjectType(getNamedType(field.type)))
    .map((field) => `${field.name}${selection(field.type, levels - 1)}`);
  return ` { __typename ${fields.join(' ')} }`;
}
