/** The columns of alias `t`, under their own names. */
export function selectList(columns: readonly string[]): string {
  return columns.map((column) => `t.${column}`).join(', ');
}

/** Columns that statements add beside those of the table; no table can have them, as names of columns are checked. */
export const added = {
  /** Number of the parent or key that the row belongs to, from 1. */
  parent: '~n',
  /** Whether items lie at or before the `after` cursor, at or after the `before` cursor. */
  itemsBefore: '~before',
  itemsAfter: '~after',
  total: '~total',
} as const;

/** Name of the column that carries an order term of the row as text, for cursors. */
export const termColumn = (index: number): string => `~${index}`;

/** Joins conditions, leaving out those that are not there. */
export function allOf(conditions: readonly (string | null)[]): string {
  const given = conditions.filter((condition) => condition !== null);
  return given.length === 0 ? 'true' : given.join(' and ');
}
