import { Client } from 'pg';
import type { Written } from './writers';

export interface Found {
  readonly acknowledged: number;
  /** Acknowledged and not there. */
  readonly lost: number;
  /** There more than once, acknowledged or not. */
  readonly doubled: number;
  /** There without an acknowledgement: the writer was stopped before it had one. */
  readonly unacknowledged: number;
  /** Contacts in the rollup without a row, or the other way round. */
  readonly miscounted: number;
}

/** Compares what writers were told with what the database holds. */
export async function countWritten(url: string, written: readonly Written[]): Promise<Found> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const stored = new Map<string, number>();
    const { rows } = await client.query<{ readonly id: string; readonly rows: number }>(
      `select source_key as id, count(*)::int as rows from core.interaction
        where source = 'faults' and retracted_at is null group by 1
      union all select reason, count(*)::int from core.legal_hold group by 1`,
    );
    for (const row of rows) stored.set(row.id, row.rows);
    const { rows: sums } = await client.query<{ readonly miscounted: number }>(
      `select abs((select coalesce(sum(interactions), 0) from core.rollup_customer_month)
        - (select count(*) from core.interaction where retracted_at is null))::int as miscounted`,
    );
    return {
      acknowledged: written.filter(({ acknowledged }) => acknowledged).length,
      lost: written.filter(({ id, acknowledged }) => acknowledged && !stored.has(id)).length,
      doubled: [...stored.values()].filter((count) => count > 1).length,
      unacknowledged: written.filter(({ id, acknowledged }) => !acknowledged && stored.has(id)).length,
      miscounted: sums[0]?.miscounted ?? Number.NaN,
    };
  } finally {
    await client.end();
  }
}
