import type { Reader, Writer } from '../sdk';

/** Where figures of patients and consumers may be computed, and on what lawful basis. */
export interface LawfulBasis {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Name of the documented basis. */
  readonly basis: string;
}

/** Puts exactly these in force. Stored values of consumers in countries that are switched on or off are outdated from then on. */
export async function putLawfulBases(writer: Writer, bases: readonly LawfulBasis[]): Promise<void> {
  const values = [bases.map(({ country }) => country), bases.map(({ basis }) => basis)];
  const switched = await writer.query<{ readonly country: string }>({
    text: `select coalesce(g.country, b.country) as country
      from unnest($1::text[], $2::text[]) as g (country, basis)
      full join core.lawful_basis b on b.country = g.country
      where g.basis is distinct from b.basis`,
    values,
  });
  if (switched.length === 0) return;
  const countries = switched.map(({ country }) => country);
  await writer.execute({ text: 'delete from core.lawful_basis where country = any($1)', values: [countries] });
  await writer.execute({
    text: `insert into core.lawful_basis (country, basis)
      select country, basis from unnest($1::text[], $2::text[]) as g (country, basis) where country = any($3)
      on conflict (country) do update set basis = excluded.basis`,
    values: [...values, countries],
  });
  await writer.execute({
    text: `update core.customer_value v set dirty = true from core.customer c
      where c.id = v.customer_id and c.kind = 'consumer' and c.country = any($1) and not v.dirty`,
    values: [countries],
  });
}

/** The basis each customer's figures rest on, in their order; null for those who need none, and those who have none. */
export async function readLawfulBases(
  reader: Reader,
  customerIds: readonly number[],
): Promise<readonly (string | null)[]> {
  const rows = await reader.query<{ readonly id: number; readonly basis: string }>({
    name: 'scoring-lawful-bases',
    text: `select c.id, b.basis from core.customer c join core.lawful_basis b on b.country = c.country
      where c.id = any($1::bigint[]) and c.kind = 'consumer'`,
    values: [customerIds],
  });
  const byId = new Map(rows.map(({ id, basis }) => [id, basis]));
  return customerIds.map((id) => byId.get(id) ?? null);
}
