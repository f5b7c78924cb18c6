import type { Reader, Writer } from '../../sdk';

/** A request for a copy and how far it has come. */
export interface AccessRow {
  readonly id: string;
  readonly customerId: number;
  readonly state: 'collecting' | 'finished';
  readonly sectionsDone: number;
  readonly sections: number;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
}

export interface SectionRow {
  readonly contributor: string;
  readonly title: string;
  readonly content: unknown;
}

export async function saveRequest(
  writer: Writer,
  { id, customerId, sections, requestedBy, requestedAt }: Omit<AccessRow, 'state' | 'sectionsDone' | 'finishedAt'>,
): Promise<void> {
  await writer.execute({
    text: `insert into core.subject_access (customer_id, id, state, sections, requested_by, requested_at)
      values ($1, $2, 'collecting', $3, $4, $5)`,
    values: [customerId, id, sections, requestedBy, requestedAt],
  });
}

/** Null when there is none, as after an erasure. */
export async function readAccess(reader: Reader, id: string): Promise<AccessRow | null> {
  const [row] = await reader.query<AccessRow>({
    text: `select id, customer_id as "customerId", state, sections_done as "sectionsDone", sections,
        requested_by as "requestedBy", requested_at as "requestedAt", finished_at as "finishedAt"
      from core.subject_access where id = $1`,
    values: [id],
  });
  return row ?? null;
}

/** Locks the request, so that two runs of a job cannot collect the same part. */
export async function lockAccess(writer: Writer, id: string): Promise<AccessRow | null> {
  await writer.query({ text: 'select from core.subject_access where id = $1 for update', values: [id] });
  return readAccess(writer, id);
}

export async function saveSection(
  writer: Writer,
  { id, customerId, sectionsDone, sections }: AccessRow,
  section: SectionRow,
  at: Date,
): Promise<void> {
  await writer.execute({
    text: `insert into core.subject_access_section (customer_id, access_id, ordinal, contributor, title, content)
      values ($1, $2, $3, $4, $5, $6)`,
    values: [customerId, id, sectionsDone, section.contributor, section.title, JSON.stringify(section.content)],
  });
  const finished = sectionsDone + 1 === sections;
  await writer.execute({
    text: `update core.subject_access set sections_done = $3, state = case when $4 then 'finished' else state end,
        finished_at = case when $4 then $5::timestamptz end
      where customer_id = $1 and id = $2`,
    values: [customerId, id, sectionsDone + 1, finished, at],
  });
}

export function readSections(reader: Reader, { id, customerId }: AccessRow): Promise<readonly SectionRow[]> {
  return reader.query({
    text: `select contributor, title, content from core.subject_access_section
      where customer_id = $1 and access_id = $2 order by ordinal`,
    values: [customerId, id],
  });
}

/** Removes copies that were complete before `before`; answers how many. */
export function purgeCopies(writer: Writer, before: Date): Promise<number> {
  return writer.execute({ text: 'delete from core.subject_access where finished_at < $1', values: [before] });
}

/** Asks for a job in the transaction that gives it its work. The queue is there once a server has run. */
export async function askForJob(writer: Writer, job: string, payload: object): Promise<void> {
  await writer.query({
    text: 'select from graphile_worker.add_job($1, $2::json, queue_name := $1, max_attempts := 5)',
    values: [job, JSON.stringify(payload)],
  });
}
