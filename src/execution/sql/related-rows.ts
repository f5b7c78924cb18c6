import type { Filter, Ordering, OrderTerm, Statement } from '../../sdk';
import type { TableDescription } from '../catalogue/catalogue';
import { keysetCondition, orderBy, type Side } from './keyset';
import { type ParentKey, type ParentLink, type Parents, parents } from './parents';
import { added, allOf, selectList, termColumn } from './select-list';
import type { StatementBuilder } from './statement-builder';

/** Rows that belong to rows above them (or, without a link, all rows), before any page is cut out. */
export interface Relation {
  readonly table: TableDescription;
  readonly link: ParentLink | null;
  /** A fixed condition over alias `t`. */
  readonly where: string | null;
  readonly ordering: Ordering;
  readonly filters: readonly BoundFilter[];
}

export interface BoundFilter {
  readonly sql: Filter['sql'];
  readonly value: unknown;
}

/** What to cut out of each parent's rows. Cursor values are those of the order's terms, as text. */
export interface Slice {
  readonly reading: 'forward' | 'backward';
  readonly size: number;
  readonly after: readonly string[] | null;
  readonly before: readonly string[] | null;
}

interface Rows extends Parents {
  /** Table `t` with the joins that the order needs. */
  readonly rows: string;
  /** Everything that decides whether a row belongs to the list. */
  readonly belongs: readonly (string | null)[];
}

/**
 * One slice per parent, in one statement: rows of `t` in reading order, with `~n` and the order terms as text. With a
 * cursor each parent answers at least one row that says what lies beyond the cursor; its columns are null when the slice is empty.
 */
export function sliceStatement(
  builder: StatementBuilder,
  relation: Relation,
  slice: Slice,
  keys: readonly ParentKey[],
): Statement {
  const { terms } = relation.ordering;
  const { from, rows, belongs } = rowsOf(builder, relation, keys);
  const after = slice.after === null ? null : bindTerms(builder, terms, slice.after);
  const before = slice.before === null ? null : bindTerms(builder, terms, slice.before);
  const exists = (cursor: readonly string[] | null, side: Side): string =>
    cursor === null
      ? 'false'
      : `exists (select from ${rows} where ${allOf([...belongs, keysetCondition(terms, cursor, side, 'included')])})`;
  const within = allOf([
    ...belongs,
    after === null ? null : keysetCondition(terms, after, 'after', 'excluded'),
    before === null ? null : keysetCondition(terms, before, 'before', 'excluded'),
  ]);
  const columns = [selectList(relation.table.columns), ...terms.map(termText)].join(', ');
  const page = `(
  select ${columns}
  from ${rows}
  where ${within}
  order by ${orderBy(terms, slice.reading)}
  limit ${builder.bind(slice.size)}
) p`;
  if (after === null && before === null) {
    return builder.statement(`select k.n as "${added.parent}", p.* from ${from} cross join lateral ${page}`);
  }
  const beyond = `(
  select ${exists(after, 'before')} as "${added.itemsBefore}", ${exists(before, 'after')} as "${added.itemsAfter}"
) q`;
  return builder.statement(
    `select k.n as "${added.parent}", q.*, p.* from ${from} cross join lateral ${beyond} left join lateral ${page} on true`,
  );
}

/** How many rows each parent has: `~n`, `~total`. */
export function countStatement(builder: StatementBuilder, relation: Relation, keys: readonly ParentKey[]): Statement {
  const { from, rows, belongs } = rowsOf(builder, relation, keys);
  const count = `(select count(*)::int as "${added.total}" from ${rows} where ${allOf(belongs)}) c`;
  return builder.statement(`select k.n as "${added.parent}", c.* from ${from} cross join lateral ${count}`);
}

function rowsOf(builder: StatementBuilder, relation: Relation, keys: readonly ParentKey[]): Rows {
  const tied = parents(builder, relation.link, keys);
  const table = builder.from(relation.table, 't');
  return {
    ...tied,
    rows: relation.ordering.join === undefined ? table : `${table} ${relation.ordering.join(builder.visible)}`,
    belongs: [
      tied.condition,
      relation.where === null ? null : `(${relation.where})`,
      ...relation.filters.map(({ sql, value }) => `(${sql(builder.bind(value), builder.visible)})`),
    ],
  };
}

function bindTerms(
  builder: StatementBuilder,
  terms: readonly OrderTerm[],
  values: readonly string[],
): readonly string[] {
  return terms.map(({ type }, index) => `${builder.bind(values[index])}::${type}`);
}

const termText = ({ sql }: OrderTerm, index: number): string => `(${sql})::text as "${termColumn(index)}"`;
