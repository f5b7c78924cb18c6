import type { Writer } from '../../sdk';
import { encodeGlobalId } from '../../shared/global-id';
import { namePattern } from './name-pattern';
import type { Person } from './person.store';
import { type Area, claimAreas, subjectTables } from './subject-tables.sql';

/** Rows that went, by table. */
export type Counts = Readonly<Record<string, number>>;

/** Removes what the tables of the person hold, and, if nothing is kept, the customer. */
export async function sweepTables(writer: Writer, { customerId }: Person, held: readonly Area[]): Promise<Counts> {
  const counts: Record<string, number> = {};
  counts['core.intake_claim'] = await writer.execute({
    text: `delete from core.intake_claim t
      where (t.customer_id = $1 or (t.kind = 'affiliation' and t.subject_id in (
          select a.id from core.affiliation a where $1 in (a.customer_id, a.other_customer_id))))
        and t.kind <> all($2::text[])`,
    values: [customerId, Object.keys(claimAreas).filter((kind) => held.includes(claimAreas[kind] as Area))],
  });
  for (const { table, area, where } of subjectTables) {
    if (held.includes(area)) continue;
    counts[table] = await writer.execute({ text: `delete from ${table} t where ${where}`, values: [customerId] });
  }
  counts['core.customer'] =
    held.length === 0 ? await removeCustomer(writer, customerId) : await emptyCustomer(writer, customerId);
  return counts;
}

async function removeCustomer(writer: Writer, customerId: number): Promise<number> {
  await writer.execute({ text: 'delete from core.legal_hold where customer_id = $1', values: [customerId] });
  return writer.execute({ text: 'delete from core.customer where id = $1', values: [customerId] });
}

/** What a hold keeps belongs to a customer; of that nothing is left but its number and kind. */
function emptyCustomer(writer: Writer, customerId: number): Promise<number> {
  return writer.execute({
    text: `update core.customer set display_name = 'Erased', status = 'inactive', status_reason = 'erased',
        given_name = null, middle_name = null, family_name = null, name_prefix = null, name_suffix = null, sex = null,
        credentials = null, specialty = null, specialty_code = null, organization_name = null, segment = null,
        territory_id = null, country = null, status_since = null
      where id = $1`,
    values: [customerId],
  });
}

/**
 * Rows that a correction took from the person and gave to somebody else, or the other way round: they lie, retracted, with
 * another customer, and still say what was said of this one.
 */
export async function sweepStrays(writer: Writer, { customerId }: Person, held: readonly Area[]): Promise<Counts> {
  const counts: Record<string, number> = {};
  const remove = async (table: string, kind: string, area: Area): Promise<void> => {
    if (held.includes(area)) return;
    counts[table] = await writer.execute({
      text: `delete from ${table} t using core.intake_claim c
        where c.customer_id = $1 and c.kind = $2 and t.source = c.source and t.source_key = c.source_key
          and t.customer_id <> $1 and t.retracted_at is not null`,
      values: [customerId, kind],
    });
  };
  if (!held.includes('contacts')) await removeDerived(writer, customerId);
  await remove('core.interaction', 'interaction', 'contacts');
  await remove('core.ledger_entry', 'ledger', 'money');
  await remove('core.consent', 'consent', 'consent');
  return counts;
}

async function removeDerived(writer: Writer, customerId: number): Promise<void> {
  for (const table of ['core.contribution', 'core.adoption_evidence']) {
    await writer.execute({
      text: `delete from ${table} t using core.interaction i, core.intake_claim c
        where c.customer_id = $1 and c.kind = 'interaction' and i.source = c.source and i.source_key = c.source_key
          and i.customer_id <> $1 and i.retracted_at is not null
          and t.customer_id = i.customer_id and t.event_id = i.id`,
      values: [customerId],
    });
  }
}

/** Queues: records set aside, jobs and their errors, news, and what was made for others and shows the customer. */
export async function sweepQueues(writer: Writer, person: Person): Promise<Counts> {
  const { customerId, identifiers } = person;
  const pattern = namePattern(person);
  return {
    'core.intake_set_aside': await writer.execute({
      text: `delete from core.intake_set_aside t
        where exists (select from core.intake_claim c
            where c.customer_id = $1 and c.source = t.source and c.source_key = t.source_key)
          or exists (select from unnest($2::text[], $3::text[]) as k (system, value)
            where jsonb_path_exists(t.record, '$.** ? (@.system == $s && @.value == $v)',
              jsonb_build_object('s', k.system, 'v', k.value)))
          or concat_ws(' ', t.raw, t.record::text, t.reason, t.source_key) ~* $4`,
      values: [customerId, identifiers.map(({ system }) => system), identifiers.map(({ value }) => value), pattern],
    }),
    'core.outbox': await sweepOutbox(writer, customerId),
    'core.idempotent_answer': await sweepAnswers(writer, customerId),
    'core.subject_access': await sweepCopies(writer, customerId, pattern),
    'core.value_model_decision': await writer.execute({
      text: `update core.value_model_decision t
        set comparison = jsonb_set(comparison, '{movers}', (
          select coalesce(jsonb_agg(m order by n), '[]') from jsonb_array_elements(comparison -> 'movers')
            with ordinality as e (m, n) where m ->> 'customerId' <> all($1::text[])))
        where jsonb_path_exists(comparison, '$.movers[*] ? (@.customerId == $ids[*])', $2::jsonb)`,
      values: [
        [String(customerId), globalId(customerId)],
        { ids: [customerId, String(customerId), globalId(customerId)] },
      ],
    }),
    ...(await sweepJobs(writer, customerId, pattern)),
  };
}

/** Laws of buying were fitted to the person's purchases, too: they are fitted anew without them, and the earlier ones go. */
export async function refitPurchases(writer: Writer): Promise<void> {
  const [jobs] = await writer.query<{ readonly name: string | null }>({
    text: `select to_regproc('graphile_worker.add_job')::text as name`,
  });
  if (jobs?.name == null) return;
  await writer.query({
    text: `select from graphile_worker.add_job($1, '{"replace": true}'::json, queue_name := $1, max_attempts := 5, job_key := 'erasure:refit')`,
    values: ['core.fit-purchases'],
  });
}

/** Copies made for others that show the person, as one end of an affiliation: they can be made anew. */
function sweepCopies(writer: Writer, customerId: number, pattern: string): Promise<number> {
  return writer.execute({
    text: `delete from core.subject_access t using core.subject_access_section s
      where s.customer_id = t.customer_id and s.access_id = t.id and t.customer_id <> $1
        and (s.content::text ~* $2 or jsonb_path_exists(s.content,
          '$.** ? (@.customer_id == $id || @.other_customer_id == $id)', jsonb_build_object('id', $1::bigint)))`,
    values: [customerId, pattern],
  });
}

const globalId = (customerId: number): string => encodeGlobalId('Customer', customerId);

/** News hold numbers. A row about others, too, loses those of the person. */
function sweepOutbox(writer: Writer, customerId: number): Promise<number> {
  return writer.execute({
    text: `update core.outbox t set payload = payload || jsonb_build_object(
          'values', coalesce((select jsonb_agg(v) from jsonb_array_elements(payload -> 'values') v where v <> to_jsonb($1::bigint)), '[]'),
          'interactions', coalesce((select jsonb_agg(i) from jsonb_array_elements(payload -> 'interactions') i
            where i -> 0 <> to_jsonb($1::bigint)), '[]'))
      where payload -> 'values' @> to_jsonb($1::bigint)
        or jsonb_path_exists(payload, '$.interactions[*] ? (@[0] == $id)', jsonb_build_object('id', $1::bigint))`,
    values: [customerId],
  });
}

/** What was done under a key stays done: the row stays, so that a repetition does not do it again, and says nothing. */
function sweepAnswers(writer: Writer, customerId: number): Promise<number> {
  return writer.execute({
    text: `update core.idempotent_answer set answer = null, customer_ids = '{}' where $1 = any(customer_ids)`,
    values: [customerId],
  });
}

/** The queue exists once a server has run. A job under way finds its customer gone. */
async function sweepJobs(writer: Writer, customerId: number, pattern: string): Promise<Counts> {
  const [queue] = await writer.query<{ readonly name: string | null }>({
    text: `select to_regclass('graphile_worker._private_jobs')::text as name`,
  });
  if (queue === undefined || queue.name === null) return {};
  return {
    'graphile_worker._private_jobs': await writer.execute({
      text: `delete from graphile_worker._private_jobs t
        where t.payload ->> 'customerId' = any($1::text[]) or concat_ws(' ', t.payload::text, t.last_error, t.key) ~* $2`,
      values: [[String(customerId), globalId(customerId)], pattern],
    }),
  };
}
