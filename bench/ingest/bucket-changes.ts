import { Client } from 'pg';

/** What is to be added to one row of core.bucket, under its column names. */
export interface BucketChange {
  readonly customer_id: string;
  readonly signal: string;
  readonly half_life: number;
  readonly epoch: number;
  readonly brand_id: number;
  readonly actor_id: number;
  readonly q30: string;
  readonly mass30: string;
  readonly n: number;
}

/** What the buckets of the second database have more than those of the first. */
export async function bucketChanges(
  before: string,
  after: string,
  customerIds: readonly string[],
): Promise<readonly BucketChange[]> {
  const known = new Map((await readBuckets(before, customerIds)).map((row) => [keyOf(row), row]));
  const changes: BucketChange[] = [];
  for (const row of await readBuckets(after, customerIds)) {
    const { q30, mass30, n } = known.get(keyOf(row)) ?? { q30: '0', mass30: '0', n: 0 };
    if (row.n === n && row.q30 === q30 && row.mass30 === mass30) continue;
    changes.push({ ...row, q30: minus(row.q30, q30), mass30: minus(row.mass30, mass30), n: row.n - n });
  }
  return changes;
}

const keyOf = (row: BucketChange): string =>
  [row.customer_id, row.signal, row.half_life, row.epoch, row.brand_id, row.actor_id].join('/');

const minus = (one: string, other: string): string => String(BigInt(one) - BigInt(other));

async function readBuckets(databaseUrl: string, customerIds: readonly string[]): Promise<readonly BucketChange[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<BucketChange>(
      `select customer_id, signal, half_life, epoch, brand_id, actor_id, q30::text, mass30::text, n
      from core.bucket where customer_id = any($1::bigint[])`,
      [customerIds],
    );
    return rows;
  } finally {
    await client.end();
  }
}
