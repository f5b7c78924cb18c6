import type { FieldSource, GraphQLClass, TableSource } from '../../sdk';

/** What identifies a GraphQL type in code: its class, the object of an enum, the symbol of a union, or a scalar. */
export type TypeKey = unknown;

export type TypeKind = 'object' | 'interface' | 'input' | 'arguments' | 'enum' | 'union' | 'scalar';

/** A GraphQL type as its decorators declare it, before any schema is built. */
export interface TypeView {
  readonly key: TypeKey;
  readonly kind: TypeKind;
  /** Its name in the schema; for classes of arguments, which have none there, the class's name. */
  readonly name: string;
  readonly description: string;
  /** Fields its own class declares, without inherited and contributed ones. */
  readonly fields: readonly FieldView[];
  readonly values: readonly { readonly name: string; readonly value: unknown; readonly description: string }[];
  /** Superclasses with decorators, interfaces, members of a union. */
  readonly related: readonly TypeKey[];
  readonly table?: TableSource;
}

export interface FieldView {
  readonly name: string;
  readonly property: string;
  readonly description: string;
  readonly type: FieldType;
  readonly arguments: readonly ArgumentView[];
  readonly source?: FieldSource;
}

export interface ArgumentView {
  /** Empty for a class of arguments. */
  readonly name: string;
  readonly description: string;
  readonly type: FieldType;
}

/** The named type behind a field with its wrapping, or why it cannot be read. */
export type FieldType =
  | { readonly named: TypeKey; readonly list: boolean; readonly nullable: boolean }
  | { readonly fault: string };

/** The class behind a key, for the kinds of types that have one. */
export function classOf(key: TypeKey): GraphQLClass | null {
  return typeof key === 'function' ? key : null;
}
