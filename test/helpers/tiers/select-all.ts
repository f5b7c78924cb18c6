import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { FieldSource } from '../../../src/sdk';

type AnyField = GraphQLField<unknown, unknown>;

/** Arguments by `Type.field`, with parentheses. Fields that need some and have none here are left out. */
export type GivenArguments = Readonly<Record<string, string>>;

/** Kinds of sources whose objects are walked into; absent: what JavaScript made. */
const walked: ReadonlySet<string | undefined> = new Set([undefined, 'batch', 'reference', 'part', 'money']);

/** Every field of a type and of what it leads to; of rows of a table their plain fields only. */
export function selectAll(schema: GraphQLSchema, type: GraphQLNamedType, given: GivenArguments, depth = 6): string {
  if (isUnionType(type) || !(isObjectType(type) || isInterfaceType(type))) return '__typename';
  const fields = Object.values(type.getFields()).flatMap((field) =>
    selectField(schema, type.name, field, given, depth),
  );
  return ['__typename', ...fields].join(' ');
}

function selectField(
  schema: GraphQLSchema,
  typeName: string,
  field: AnyField,
  given: GivenArguments,
  depth: number,
): readonly string[] {
  const args = given[`${typeName}.${field.name}`] ?? '';
  if (args === '' && field.args.some(isRequiredArgument)) return [];
  const type = getNamedType(field.type);
  if (isLeafType(type)) return [`${field.name}${args}`];
  if (depth === 0 || !walked.has(sourceOf(field)?.kind)) return [];
  const below = selectAll(schema, type, given, type.extensions.table === undefined ? depth - 1 : 0);
  return [`${field.name}${args} { ${below} }`];
}

export const sourceOf = ({ extensions }: AnyField): FieldSource | undefined =>
  extensions.source as FieldSource | undefined;
