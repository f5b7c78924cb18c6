/** Puts rows into the order of the keys, `null` where no row has the key. Keys are compared as text. */
export function alignByKey<Row>(
  keys: readonly (string | number)[],
  rows: readonly Row[],
  keyOf: (row: Row) => string | number,
): readonly (Row | null)[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) byKey.set(String(keyOf(row)), row);
  return keys.map((key) => byKey.get(String(key)) ?? null);
}

/** Sorts rows into one group per key, in the order of the keys and keeping the order of the rows. Keys are compared as text. */
export function groupByKey<Row>(
  keys: readonly (string | number)[],
  rows: readonly Row[],
  keyOf: (row: Row) => string | number,
): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = String(keyOf(row));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return keys.map((key) => groups.get(String(key)) ?? []);
}
