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
import type { FieldSource } from '../../../sdk';

type AnyField = GraphQLField<unknown, unknown>;
type SourceKind = FieldSource['kind'] | undefined;

/** Arguments by `Type.field`, with parentheses. Fields that need some and have none here are left out. */
export type GivenArguments = Readonly<Record<string, string>>;

/** What JavaScript made, and what stands beside it in a row. */
const madeByCode: readonly SourceKind[] = [undefined, 'batch', 'reference', 'part', 'money'];

/** That and whatever else a plugin can declare. */
export const declaredKinds: readonly SourceKind[] = [
  ...madeByCode,
  'details',
  'summary',
  'list',
  'connection',
  'node',
  'lookup',
];

/** How far a selection goes: the kinds of sources whose objects are walked into. */
export interface Walk {
  readonly given?: GivenArguments;
  readonly kinds?: readonly SourceKind[];
  readonly depth?: number;
}

/** Every field of a type and of what it leads to; of rows of a table their plain fields only. */
export function selectAll(schema: GraphQLSchema, type: GraphQLNamedType, walk: Walk = {}): string {
  if (isUnionType(type) || !(isObjectType(type) || isInterfaceType(type))) return '__typename';
  const fields = Object.values(type.getFields()).flatMap((field) => selectField(schema, type.name, field, walk));
  return ['__typename', ...fields].join(' ');
}

/** One field of a type with all below it; nothing where it cannot be asked for. */
export function selectField(
  schema: GraphQLSchema,
  typeName: string,
  field: AnyField,
  walk: Walk = {},
): readonly string[] {
  const { given = {}, kinds = madeByCode, depth = 6 } = walk;
  const args = given[`${typeName}.${field.name}`] ?? '';
  if (args === '' && field.args.some(isRequiredArgument)) return [];
  const type = getNamedType(field.type);
  if (isLeafType(type)) return [`${field.name}${args}`];
  if (depth === 0 || !kinds.includes(sourceOf(field)?.kind)) return [];
  const below = selectAll(schema, type, { ...walk, depth: type.extensions.table === undefined ? depth - 1 : 0 });
  return [`${field.name}${args} { ${below} }`];
}

export const sourceOf = ({ extensions }: AnyField): FieldSource | undefined =>
  extensions.source as FieldSource | undefined;
