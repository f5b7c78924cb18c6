import { Client } from 'pg';
import type { Registry } from '../../src/kernel';
import { type Batch, ingestSource } from './batches';
import { bucketChanges } from './bucket-changes';
import { type Contributor, shareOut } from './bucket-shares';

/**
 * What the platform stored for each batch, as one JSON text per batch: the reference writes the same rows, so that only
 * the way to them differs. Rows of repeats are in it, too; the claim keeps them out again. What several batches added to
 * one bucket is shared out among them, so that each writes it again.
 *
 * @param before a database as it was before the batches
 * @param after the one that took them
 */
export async function readReplays(
  { before, after }: { readonly before: string; readonly after: string },
  batches: readonly Batch[],
  registry: Registry,
): Promise<readonly string[]> {
  const replays = await readRows(after, batches, measurePaths(registry));
  const customerIds = [...new Set(replays.flatMap(({ contacts }) => contacts.map((row) => String(row.customer_id))))];
  const shares = shareOut(await bucketChanges(before, after, customerIds), replays);
  return replays.map((replay, batch) => JSON.stringify({ ...replay, buckets: shares[batch] }));
}

interface Replay {
  readonly contacts: readonly { readonly customer_id: number }[];
  readonly contributions: readonly Contributor[];
}

function measurePaths({ measures }: Registry): readonly object[] {
  return [...measures.values()].flatMap(({ value: { id, path, types } }) =>
    path === undefined ? [] : types.map((type) => ({ measure: id, type, path })),
  );
}

async function readRows(
  databaseUrl: string,
  batches: readonly Batch[],
  paths: readonly object[],
): Promise<readonly Replay[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const replays: Replay[] = [];
    for (const batch of batches) {
      const values = [ingestSource, batch.map(({ sourceKey }) => sourceKey), JSON.stringify(paths)];
      const { rows } = await client.query<{ replay: Replay }>({ name: 'replay', text: statement, values });
      if (rows[0] === undefined) throw new Error('Nothing was stored.');
      replays.push(rows[0].replay);
    }
    return replays;
  } finally {
    await client.end();
  }
}

const statement = `
  with claim as (
    select c.* from unnest($2::text[]) k (key) join core.intake_claim c on c.source = $1 and c.source_key = k.key
  ), contact as (
    select i.* from core.interaction i where (i.customer_id, i.id) in (select customer_id, subject_id from claim)
  )
  select jsonb_build_object(
    'claims', (select jsonb_agg(to_jsonb(claim)) from claim),
    'contacts', (select jsonb_agg(to_jsonb(contact)) from contact),
    'contributions', (select jsonb_agg(to_jsonb(c)) from core.contribution c
      where (c.customer_id, c.event_id) in (select customer_id, id from contact)),
    'evidence', (select jsonb_agg(to_jsonb(e)) from core.adoption_evidence e
      where (e.customer_id, e.event_id) in (select customer_id, id from contact)),
    'measures', $3::jsonb
  ) as replay`;
