import type { Reader } from '../../sdk';
import type { Person } from '../erasure/person.store';
import type { SubjectTable } from '../erasure/subject-tables.sql';

export type Rows = readonly Readonly<Record<string, unknown>>[];

/** The rows of a person in one table, as JSON. */
export function rowsOfTable(reader: Reader, { table, where }: SubjectTable, customerId: number): Promise<Rows> {
  return unwrapped(reader, `select to_jsonb(t) as row from ${table} t where ${where}`, [customerId]);
}

export function rowOfCustomer(reader: Reader, customerId: number): Promise<Rows> {
  return unwrapped(reader, 'select to_jsonb(t) as row from core.customer t where id = $1', [customerId]);
}

export function holdsForCopy(reader: Reader, customerId: number): Promise<Rows> {
  return unwrapped(reader, 'select to_jsonb(t) as row from core.legal_hold t where customer_id = $1', [customerId]);
}

/** Under which keys of which systems records of the person came in. */
export function claimsOf(reader: Reader, customerId: number): Promise<Rows> {
  return unwrapped(
    reader,
    `select jsonb_build_object('source', source, 'source_key', source_key, 'kind', kind, 'revision', revision) as row
      from core.intake_claim where customer_id = $1 order by source, source_key, kind`,
    [customerId],
  );
}

/** Records set aside, news and jobs: what {@link sweepQueues} would remove. */
export async function queuedOf(reader: Reader, { customerId, identifiers }: Person, pattern: string): Promise<Rows> {
  const setAside = await unwrapped(
    reader,
    `select to_jsonb(t) as row from core.intake_set_aside t
      where exists (select from core.intake_claim c
          where c.customer_id = $1 and c.source = t.source and c.source_key = t.source_key)
        or exists (select from unnest($2::text[], $3::text[]) as k (system, value)
          where jsonb_path_exists(t.record, '$.** ? (@.system == $s && @.value == $v)',
            jsonb_build_object('s', k.system, 'v', k.value)))
        or concat_ws(' ', t.raw, t.record::text, t.reason, t.source_key) ~* $4
      order by t.received_at, t.id`,
    [customerId, identifiers.map(({ system }) => system), identifiers.map(({ value }) => value), pattern],
  );
  const news = await unwrapped(
    reader,
    `select jsonb_build_object('news', id, 'created_at', created_at) as row from core.outbox
      where payload -> 'values' @> to_jsonb($1::bigint)
        or jsonb_path_exists(payload, '$.interactions[*] ? (@[0] == $id)', jsonb_build_object('id', $1::bigint))
      order by id`,
    [customerId],
  );
  return [...setAside, ...news, ...(await jobsOf(reader, customerId, pattern))];
}

async function jobsOf(reader: Reader, customerId: number, pattern: string): Promise<Rows> {
  const [queue] = await reader.query<{ readonly name: string | null }>({
    text: `select to_regclass('graphile_worker._private_jobs')::text as name`,
  });
  if (queue === undefined || queue.name === null) return [];
  return unwrapped(
    reader,
    `select jsonb_build_object('job', t.id, 'payload', t.payload, 'last_error', t.last_error) as row
      from graphile_worker._private_jobs t
      where t.payload ->> 'customerId' = $1::text or concat_ws(' ', t.payload::text, t.last_error, t.key) ~* $2 order by t.id`,
    [String(customerId), pattern],
  );
}

/** Who was shown the person’s data, how often and what for, as the read audit says. */
export function recipientsOf(reader: Reader, customerId: number): Promise<Rows> {
  return unwrapped(
    reader,
    `select jsonb_build_object('recipient', subject, 'roles', roles, 'purpose', purpose, 'times', count(*),
        'first', min(read_at), 'last', max(read_at)) as row
      from core.read_audit where customer_ids @> array[$1::bigint] group by subject, roles, purpose
      order by max(read_at) desc`,
    [customerId],
  );
}

async function unwrapped(reader: Reader, text: string, values: readonly unknown[]): Promise<Rows> {
  const rows = await reader.query<{ readonly row: Readonly<Record<string, unknown>> }>({ text, values });
  return rows.map(({ row }) => row);
}
