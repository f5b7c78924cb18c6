import type { TestDatabase } from '../../src/testing';

const columns = [
  'customer_id',
  'id',
  'type',
  'channel',
  'direction',
  'occurred_at',
  'imprecise',
  'recorded_at',
  'count',
  'brand_id',
  'actor_id',
  'source',
  'source_key',
  'revision',
  'details',
] as const;

export type StoredRow = Readonly<Record<(typeof columns)[number], unknown>>;

/** The interaction rows as the platform stored them, for the reference to insert the very same. */
export async function storedRows(database: TestDatabase): Promise<readonly StoredRow[]> {
  const { rows } = await database.pool.query<StoredRow>(
    `select ${columns.join(', ')} from core.interaction order by recorded_at, source_key`,
  );
  return rows;
}

/**
 * The bare floor: the same rows by INSERT with several rows of VALUES, one transaction per batch, into the same table
 * with its indexes and foreign keys. No check, no idempotency, no score, no rollup. Answers the milliseconds it took.
 */
export async function insertBare(
  database: TestDatabase,
  rows: readonly StoredRow[],
  batchSize: number,
): Promise<number> {
  await database.pool.query('truncate core.interaction');
  const started = performance.now();
  for (let from = 0; from < rows.length; from += batchSize) {
    const batch = rows.slice(from, from + batchSize);
    const values = batch.flatMap((row) => columns.map((column) => row[column]));
    const tuples = batch.map(
      (_, row) => `(${columns.map((_column, index) => `$${row * columns.length + index + 1}`).join(', ')})`,
    );
    await database.pool.query(
      `insert into core.interaction (${columns.join(', ')}) values ${tuples.join(', ')}`,
      values,
    );
  }
  return performance.now() - started;
}
