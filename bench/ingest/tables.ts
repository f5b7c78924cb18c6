import { Client } from 'pg';

/** What has been stored, in figures that must be equal on both sides. */
export async function storedFigures(databaseUrl: string): Promise<Readonly<Record<string, string>>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(`select
      (select count(*) from core.intake_claim)::text as claims,
      (select count(*) from core.interaction)::text as contacts,
      (select count(*) from core.contribution)::text as contributions,
      (select count(*) || ' ' || sum(q30) || ' ' || sum(n) from core.bucket) as buckets,
      (select count(*) from core.adoption_evidence)::text as evidence,
      (select count(*) || ' ' || sum(interactions) || ' ' || sum(cost_minor) from core.rollup_customer_month) as months,
      (select count(*) || ' ' || sum(value) from core.rollup_measure_month) as measures,
      (select sum(entries) || ' ' || sum(interactions) || ' ' || sum(cost_minor) || ' ' || sum(customers)
        from core.contact_group_state) as groups,
      (select count(*) || ' ' || sum(jsonb_array_length(payload -> 'interactions')) || ' '
        || sum(jsonb_array_length(payload -> 'values')) from core.outbox) as news`);
    return rows[0] ?? {};
  } finally {
    await client.end();
  }
}
