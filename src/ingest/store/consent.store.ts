import type { Writer } from '../../sdk';
import type { Changes } from '../plan/changes';

/** Adds consents. Those that a later item of the batch corrected are stored as retracted at once; customers are locked. */
export async function saveConsents(
  writer: Writer,
  { consents, retractedConsents }: Pick<Changes, 'consents' | 'retractedConsents'>,
  at: Date,
): Promise<void> {
  if (retractedConsents.length > 0) {
    await writer.execute({
      name: 'ingest-consents-retract',
      text: `update core.consent c set retracted_at = $3
        from unnest($1::bigint[], $2::uuid[]) as k (customer_id, id)
        where c.customer_id = k.customer_id and c.id = k.id and c.retracted_at is null`,
      values: [retractedConsents.map((row) => row.customerId), retractedConsents.map((row) => row.id), at],
    });
  }
  if (consents.size === 0) return;
  const rows = [...consents.values()].map(({ record, ...row }) => ({ ...row, ...record.proof, ...keyOf(record) }));
  await writer.execute({
    name: 'ingest-consents',
    text: `insert into core.consent (customer_id, id, state, channel, purpose, brand_id, proof_how, proof_where, wording,
        valid_from, valid_until, recorded_at, retracted_at, source, source_key, revision)
      select "customerId", id, state, channel, purpose, "brandId", how, "where", wording, "validFrom", "validUntil",
        $2::timestamptz, case when superseded then $2::timestamptz end, source, "sourceKey", revision
      from json_to_recordset($1::json) as r ("customerId" bigint, id uuid, state text, channel text, purpose text,
        "brandId" integer, how text, "where" text, wording text, "validFrom" timestamptz, "validUntil" timestamptz,
        superseded boolean, source text, "sourceKey" text, revision integer)`,
    values: [JSON.stringify(rows), at],
  });
}

const keyOf = ({ source, sourceKey }: { readonly source: string; readonly sourceKey: string }) => ({
  source,
  sourceKey,
});
