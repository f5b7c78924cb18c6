/** What the check constraints of a column leave possible. Null is always possible as far as they are concerned. */
export interface CheckedValues {
  /** The only texts the column holds; null: it may hold others. */
  readonly oneOf: readonly string[] | null;
  /** Whether every value lies in the range that GraphQL shows: years of four digits, finite numbers. */
  readonly inRange: boolean;
}

export const unchecked: CheckedValues = { oneOf: null, inRange: false };

/**
 * Reads definitions as `pg_get_constraintdef` writes them. One that is not understood promises nothing: the statement then
 * checks each value, which is slower and as right.
 */
export function checkedValues(column: string, definitions: readonly string[]): CheckedValues {
  return {
    oneOf: definitions.map((definition) => listed(column, definition)).find((texts) => texts !== null) ?? null,
    inRange: definitions.some((definition) => ranges.some((range) => definition === range(column))),
  };
}

const ranges: readonly ((column: string) => string)[] = [
  (column) =>
    `CHECK (${column} >= '0001-01-01 00:00:00+00'::timestamp with time zone AND ${column} < '10000-01-01 00:00:00+00'::timestamp with time zone)`,
  (column) => `CHECK (${column} >= '0001-01-01'::date AND ${column} <= '9999-12-31'::date)`,
  // To PostgreSQL what is no number is greater than all of them.
  (column) => `CHECK (${column} > '-Infinity'::double precision AND ${column} < 'Infinity'::double precision)`,
];

function listed(column: string, definition: string): readonly string[] | null {
  const start = `CHECK (${column} = ANY (ARRAY[`;
  if (!definition.startsWith(start) || !definition.endsWith(']))')) return null;
  const items = definition.slice(start.length, -3).split(', ');
  const texts = items.map((item) => /^'([a-zA-Z0-9_.-]+)'::text$/.exec(item)?.[1]);
  return texts.every((text) => text !== undefined) ? texts : null;
}
