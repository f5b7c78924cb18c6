import type { KeyType, TableSource } from '../../sdk';
import { keyTypeOf, tableNamed } from '../catalogue/catalogue';
import type { ParentKey, ParentLink } from '../sql/parents';
import type { Engine } from './engine';
import { rowOf } from './rows';

/** The part of a list's or connection's declaration that ties it to the row above. */
export interface LinkDeclaration {
  readonly type: string;
  readonly column?: string;
  readonly key?: string;
  readonly within?: string;
  readonly columnType?: KeyType;
}

/** How to take the key of a list from the row above, and where the list has it. Null: the list belongs to nothing. */
export interface ParentReader {
  readonly link: ParentLink;
  /** Null when the row above has no key, and hence nothing below it. */
  readonly keyOf: (parent: unknown) => ParentKey | null;
}

/** @param above table of the rows above, when they have one */
export function parentReader(
  engine: Engine,
  declaration: LinkDeclaration,
  above: TableSource | null,
): ParentReader | null {
  const { column, key, within, type, columnType } = declaration;
  if (column === undefined || key === undefined) return null;
  const below = tableNamed(engine.catalogue, type).source;
  const keyType = columnType ?? (above === null ? null : keyTypeOf(above, column)) ?? keyTypeOf(below, key) ?? 'bigint';
  const link = { key, keyType, within: within === undefined ? null : (below.customerColumn ?? null) };
  return { link, keyOf: (parent) => readKey(rowOf(parent), column, within) };
}

function readKey(row: Readonly<Record<string, unknown>>, column: string, within: string | undefined): ParentKey | null {
  const key = row[column] as string | number | null | undefined;
  const customer = within === undefined ? null : (row[within] as string | number | null | undefined);
  if (key === null || key === undefined || customer === undefined) return null;
  return within !== undefined && customer === null ? null : { key, within: customer };
}

export const cacheKey = ({ within, key }: ParentKey): string => `${within ?? ''}
${key}`;

/** Stands for the missing row above a list that belongs to nothing. */
export const noParent: ParentKey = { key: 0, within: null };
