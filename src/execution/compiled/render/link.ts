import type { KeyType } from '../../../sdk';
import { keyTypeOf, tableNamed } from '../../catalogue/catalogue';
import { NotCompilable } from './not-compilable';
import type { Rendering } from './rendering';
import type { Row } from './row';

/** The part of a list's or connection's declaration that ties it to the row above. */
export interface Link {
  readonly type: string;
  readonly column?: string;
  readonly key?: string;
  readonly within?: string;
  readonly columnType?: KeyType;
}

/** Conditions that tie alias `t` to the row above; none for lists of everything. */
export function linkConditions({ catalogue, facts }: Rendering, link: Link, row: Row | null): readonly string[] {
  const { type, column, key, within, columnType } = link;
  if (row === null || column === undefined || key === undefined) return [];
  const { source } = tableNamed(catalogue, type);
  const keyType = columnType ?? keyTypeOf(row.table, column) ?? keyTypeOf(source, key) ?? 'bigint';
  const own = (name: string) => {
    const fact = facts.get(source.table)?.get(name);
    if (fact === undefined) throw new NotCompilable(`${source.table}.${name} is not known.`);
    return fact;
  };
  const other = row.value(column);
  const cast = sameKind(own(key).type, other.type) ? other.sql : `${other.sql}::${keyType}`;
  const condition = `t.${key} = ${cast}`;
  if (within === undefined || source.customerColumn === undefined) return [condition];
  return [`t.${source.customerColumn} = ${row.value(within).sql}`, condition];
}

const integers = ['smallint', 'integer', 'bigint'];

const sameKind = (one: string, other: string): boolean =>
  one === other || (integers.includes(one) && integers.includes(other));
