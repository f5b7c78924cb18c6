import type { ReadContext, Reader } from '../../sdk';
import { binder, prepared } from '../../shared/prepared';

type Reads = Pick<ReadContext, 'reader' | 'visible'>;

/** Which customers a ranking is of. */
export interface RankingScope {
  /** Customer kinds; consumers are never ranked. */
  readonly kind: 'professional' | 'organization' | 'stakeholder';
  /** Code of a territory, whose parts are meant too; null for all. */
  readonly territory: string | null;
}

export interface StoredRank {
  readonly id: number;
  readonly rvi: number;
}

const inTerritory = (parameter: string): string => `(${parameter}::text is null or c.territory_id in (
    with recursive part as (
      select t.id from core.territory t where t.code = ${parameter}
      union select t.id from core.territory t join part p on t.parent_id = p.id
    )
    select id from part))`;

/** A page of stored values, highest first, after a place of the order. */
export function readStoredRanks(
  { reader, visible }: Reads,
  { kind, territory }: RankingScope,
  after: StoredRank | null,
  limit: number,
): Promise<readonly StoredRank[]> {
  const values: unknown[] = [kind, territory, after?.rvi ?? null, after?.id ?? null, limit];
  const seen = visible('core.customer', 'c', binder(values));
  return reader.query<StoredRank>(
    prepared(
      'report-stored-ranks',
      `
      select v.customer_id as id, v.rvi
      from core.customer_value v join core.customer c on c.id = v.customer_id
      where c.kind = $1 and ${inTerritory('$2')} and ${seen}
        and ($3::float8 is null or (v.rvi, v.customer_id) < ($3, $4::bigint))
      order by v.rvi desc, v.customer_id desc
      limit $5`,
      values,
    ),
  );
}

/** A page of customers in the order of their ids. */
export async function readScope(
  { reader, visible }: Reads,
  { kind, territory }: RankingScope,
  after: number,
  limit: number,
): Promise<readonly number[]> {
  const values: unknown[] = [kind, territory, after, limit];
  const seen = visible('core.customer', 'c', binder(values));
  const rows = await reader.query<{ readonly id: number }>(
    prepared(
      'report-scope',
      `select c.id from core.customer c
        where c.kind = $1 and ${inTerritory('$2')} and c.id > $3 and ${seen} order by c.id limit $4`,
      values,
    ),
  );
  return rows.map(({ id }) => id);
}

export interface NamedCustomer {
  readonly id: number;
  readonly name: string;
  readonly identifier: string | null;
  readonly territory: string | null;
}

export function readNames(reader: Reader, customerIds: readonly number[]): Promise<readonly NamedCustomer[]> {
  return reader.query<NamedCustomer>({
    name: 'report-names',
    text: `
      select c.id, c.display_name as name, i.identifier, t.code as territory
      from core.customer c
      left join core.territory t on t.id = c.territory_id
      left join lateral (
        select k.system || ':' || k.value as identifier from core.customer_identifier k
        where k.customer_id = c.id order by k.system = 'us-npi' desc, k.system, k.value limit 1
      ) i on true
      where c.id = any($1::bigint[])`,
    values: [customerIds],
  });
}

export async function hasTerritory(reader: Reader, code: string): Promise<boolean> {
  const rows = await reader.query({ text: 'select from core.territory where code = $1', values: [code] });
  return rows.length > 0;
}
