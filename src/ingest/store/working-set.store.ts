import type { CustomerKey, Reader, Writer } from '../../sdk';
import type { Claim } from '../plan/claim-book';
import type { ReferenceKind, StoredCode } from '../plan/code-book';
import type { IdentifierOwner } from '../plan/identity-book';

/** Whom the identifiers belong to; those that nobody has are left out. One text for all of them: rows would take longer to read. */
export async function loadIdentifiers(
  reader: Reader,
  keys: readonly CustomerKey[],
): Promise<readonly IdentifierOwner[]> {
  if (keys.length === 0) return [];
  const [row] = await reader.query<{ readonly owners: string }>({
    name: 'ingest-identifiers',
    text: `select string_agg(coalesce(i.customer_id::text, ''), ',' order by k.position) as owners
      from unnest($1::text[], $2::text[]) with ordinality as k (system, value, position)
      left join core.customer_identifier i using (system, value)`,
    values: [keys.map((key) => key.system), keys.map((key) => key.value)],
  });
  const owners = row?.owners.split(',') ?? [];
  return keys.flatMap(({ system, value }, index) =>
    owners[index] ? [{ system, value, customerId: Number(owners[index]) }] : [],
  );
}

/** All brands, because scoring may name any, and those of the other codes that exist. */
export function loadCodes(
  reader: Reader,
  wanted: Readonly<Record<Exclude<ReferenceKind, 'brand'>, readonly string[]>>,
): Promise<readonly StoredCode[]> {
  return reader.query<StoredCode>({
    name: 'ingest-codes',
    text: `select 'brand' as kind, code, id from core.brand
      union all select 'territory', code, id from core.territory where code = any($1::text[])
      union all select 'teamMember', code, id from core.team_member where code = any($2::text[])
      union all select 'content', code, id from core.content where code = any($3::text[])`,
    values: [wanted.territory, wanted.teamMember, wanted.content],
  });
}

/** Ids for rows that do not exist yet; those not used leave gaps. */
export async function drawCustomerIds(reader: Reader, count: number): Promise<readonly number[]> {
  if (count === 0) return [];
  const rows = await reader.query<{ id: number }>({
    name: 'ingest-customer-ids',
    text: `select nextval(pg_get_serial_sequence('core.customer', 'id')) as id from generate_series(1, $1)`,
    values: [count],
  });
  return rows.map((row) => row.id);
}

const tables: Readonly<Record<ReferenceKind, string>> = {
  brand: 'core.brand',
  territory: 'core.territory',
  teamMember: 'core.team_member',
  content: 'core.content',
};

export function drawReferenceIds(
  reader: Reader,
  counts: readonly { readonly kind: ReferenceKind; readonly count: number }[],
): Promise<readonly Omit<StoredCode, 'code'>[]> {
  return reader.query({
    text: `select d.kind, nextval(pg_get_serial_sequence(d.relation, 'id'))::integer as id
      from unnest($1::text[], $2::text[], $3::integer[]) as d (kind, relation, count), generate_series(1, d.count)`,
    values: [counts.map(({ kind }) => kind), counts.map(({ kind }) => tables[kind]), counts.map(({ count }) => count)],
  });
}

export interface OpenWaitingRow extends Pick<Claim, 'source' | 'sourceKey' | 'kind' | 'reportedBy'> {
  readonly id: string;
  readonly receivedAt: Date;
}

/** Locks the open waiting rows of these keys before anything else is locked: a resubmission begins with them, too. */
export function lockOpenWaiting(
  writer: Writer,
  keys: readonly Pick<Claim, 'source' | 'sourceKey' | 'kind'>[],
): Promise<readonly OpenWaitingRow[]> {
  return writer.query<OpenWaitingRow>({
    name: 'ingest-open-waiting',
    // Key by key and then by id: a table that grew since it was last analysed looks empty, and a join would compare all with all.
    text: `select s.id, s.source, s.source_key as "sourceKey", s.record ->> 'kind' as kind,
        s.reported_by as "reportedBy", s.received_at as "receivedAt"
      from core.intake_set_aside s
      where s.id = any(array(
          select found.id from unnest($1::text[], $2::text[], $3::text[]) as k (source, source_key, kind)
          cross join lateral (
            select w.id from core.intake_set_aside w
            where w.source = k.source and w.source_key = k.source_key and w.record ->> 'kind' = k.kind
              and w.disposition = 'waiting' and w.resolved_at is null
            offset 0
          ) as found
        ))
        and s.disposition = 'waiting' and s.resolved_at is null
      order by s.id for update of s`,
    values: [keys.map((key) => key.source), keys.map((key) => key.sourceKey), keys.map((key) => key.kind)],
  });
}

/** Locks customers in the order of ids. Answers how many exist. */
export async function lockCustomers(writer: Writer, ids: readonly number[]): Promise<number> {
  const [row] = await writer.query<{ readonly found: number }>({
    name: 'ingest-lock-customers',
    text: `select count(*)::integer as found from (
        select from core.customer where id = any($1::bigint[]) order by id for no key update
      ) as locked`,
    values: [ids],
  });
  return row?.found ?? 0;
}
