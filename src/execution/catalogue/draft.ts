import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import type { FieldSource, TableSource } from '../../sdk';
import type { TypeRole } from './catalogue';

export type CompositeType = GraphQLObjectType | GraphQLInterfaceType;
export type AnyField = GraphQLField<unknown, unknown>;

/** A type as its declarations stand, before sources are completed and checked. */
export interface DraftType {
  readonly type: CompositeType;
  readonly role: TypeRole;
  readonly table: TableSource | null;
  /** Interface that the table comes from, when it is not the type's own. */
  readonly rowInterface: GraphQLInterfaceType | null;
}

export type Drafts = ReadonlyMap<string, DraftType>;

/** Reads tables and roles of all object and interface types. */
export function draftTypes(schema: GraphQLSchema): Drafts {
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is CompositeType => (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'),
  );
  const parts = partTypes(types);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return new Map(
    types.map((type) => {
      const { table, rowInterface } = tableOf(type);
      const role = roots.some((root) => root?.name === type.name)
        ? 'root'
        : table !== null
          ? 'table'
          : parts.has(type.name)
            ? 'part'
            : 'plain';
      return [type.name, { type, role, table, rowInterface }];
    }),
  );
}

/** The source that a field's own declaration carries. */
export function declaredSource(field: AnyField): FieldSource | null {
  return (field.extensions.source as FieldSource | undefined) ?? null;
}

export const isRowInterface = (draft: DraftType): boolean => isInterfaceType(draft.type) && draft.table !== null;

function tableOf(type: CompositeType): Pick<DraftType, 'table' | 'rowInterface'> {
  // A class that extends the interface's class inherits its extensions: the table then still belongs to the interface.
  const rowInterface = type.getInterfaces().find((candidate) => candidate.extensions.table !== undefined) ?? null;
  const own = (type.extensions.table as TableSource | undefined) ?? null;
  const inherited = (rowInterface?.extensions.table as TableSource | undefined) ?? null;
  return { table: own ?? inherited, rowInterface };
}

/** Names of the types that fields with source `part` or `summary` answer. */
function partTypes(types: readonly CompositeType[]): ReadonlySet<string> {
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  const partial = fields.filter((field) => ['part', 'summary'].includes(declaredSource(field)?.kind ?? ''));
  return new Set(partial.map((field) => getNamedType(field.type).name));
}
