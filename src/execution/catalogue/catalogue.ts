import type { FieldSource, KeyType, TableSource } from '../../sdk';

/**
 * What the schema and the registry say about reading, in one frozen place. Both tiers of the executor derive from it.
 * Types by name; scalars, enums, inputs and introspection types are absent.
 */
export interface Catalogue {
  readonly types: ReadonlyMap<string, TypeDescription>;
  /** Types that have opaque ids, by the name that the ids carry. */
  readonly nodes: ReadonlyMap<string, NodeDescription>;
}

/**
 * `root`: Query, Mutation, Subscription. `table`: objects are rows. `part`: objects read the row of the object they are
 * reached from (sources `part` and `summary`). `plain`: objects are made by JavaScript.
 */
export type TypeRole = 'root' | 'table' | 'part' | 'plain';

export interface TypeDescription {
  readonly name: string;
  readonly role: TypeRole;
  /** Own table or, for a type that implements an interface with a table, the interface's. */
  readonly table: TableDescription | null;
  /** The table whose rows objects of the type read: their own, or for a part that of the object it belongs to. */
  readonly reads: TableSource | null;
  readonly fields: ReadonlyMap<string, FieldDescription>;
  /** For interfaces with a table: how a row tells its type. */
  readonly rowTypes: RowTypes | null;
}

export interface TableDescription {
  readonly source: TableSource;
  /** Every column that an object of the type, its parts and its relations need; for interfaces those of all implementers too. */
  readonly columns: readonly string[];
  /** For implementers of an interface with a table: the values of the type column that make a row one of theirs. */
  readonly restriction: { readonly column: string; readonly values: readonly string[] } | null;
}

export interface RowTypes {
  readonly column: string;
  /** Value of the column -> name of the GraphQL type. */
  readonly byValue: ReadonlyMap<string, string>;
  /** GraphQL type of rows whose value nobody declares. */
  readonly otherwise: string;
}

export interface FieldDescription {
  readonly name: string;
  /** `Type.field` of the declaration: that of the interface for fields an interface brings, so that all its types batch together. */
  readonly coordinate: string;
  /** Null: a property of the object that JavaScript made. */
  readonly source: FieldSource | null;
  /** Name of the GraphQL type behind lists and non-null. */
  readonly type: string;
}

export interface NodeDescription {
  readonly type: string;
  readonly columns: readonly KeyColumn[];
}

export interface KeyColumn {
  readonly name: string;
  readonly type: KeyType;
}

/** What a column of a table holds when it is (part of) a key; null when its declaration does not say. */
export function keyTypeOf(table: TableSource, column: string): KeyType | null {
  if (column === table.customerColumn) return 'bigint';
  if (column !== table.key) return null;
  return table.keyType ?? (table.customerColumn === undefined ? 'bigint' : 'uuid');
}

/** The type of that name. Only for names that the catalogue's own check has seen. */
export function typeNamed(catalogue: Catalogue, name: string): TypeDescription {
  const type = catalogue.types.get(name);
  if (type === undefined) throw new Error(`The catalogue has no type ${name}.`);
  return type;
}

/** The table of the type of that name. Only for names that the catalogue's own check has seen. */
export function tableNamed(catalogue: Catalogue, name: string): TableDescription {
  const { table } = typeNamed(catalogue, name);
  if (table === null) throw new Error(`The type ${name} has no table.`);
  return table;
}
