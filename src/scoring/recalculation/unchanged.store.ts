import type { Reader } from '../../sdk';
import type { CustomerRuns } from '../bulk/customer-runs';
import { inRuns } from '../bulk/in-runs.sql';

/**
 * Rows of customers as one text, in any order, each beginning with the id of its customer: read character by character,
 * it costs no object per row.
 */
export interface WrittenRows {
  readonly rows: number;
  /** Null where there are none. */
  readonly text: string | null;
}

/** Stand between the fields, and between the rows, of events: JSON and identifiers never hold them, other texts may. */
export const [unitSeparator, recordSeparator] = ['\u001f', '\u001e'];

async function readRows(reader: Reader, text: string, values: readonly unknown[]): Promise<WrittenRows> {
  const [row] = await reader.query<WrittenRows>({ text, values });
  return row ?? { rows: 0, text: null };
}

const milliseconds = (instant: string): string => `(date_part('epoch', ${instant}) * 1000)::bigint`;

/**
 * The interactions that count, with what their hooks are given: customer, id, source key; type, channel, direction and
 * source; milliseconds of the contact and of its record, count, brand and actor (0 for none); details as JSON.
 */
export function readWrittenEvents(reader: Reader, { first, last }: CustomerRuns): Promise<WrittenRows> {
  const text = `
    select count(*)::int as rows,
      string_agg(concat_ws(chr(31), k.customer_id, k.id, k.source_key, k.type, k.channel, k.direction, k.source,
        ${milliseconds('k.occurred_at')}, ${milliseconds('k.recorded_at')}, k.count, coalesce(k.brand_id, 0),
        coalesce(k.actor_id, 0), k.details), chr(30)) as text
    from ${inRuns('core.interaction', 'k.retracted_at is null and k.filtered_code is null')}`;
  return readRows(reader, text, [first, last]);
}

/** What the ids in interactions stand for. */
export interface ReferenceCodes {
  /** Ids of brands by code. */
  readonly brandIds: ReadonlyMap<string, number>;
  /** Codes of team members by id. */
  readonly actors: ReadonlyMap<number, string>;
}

export async function readReferenceCodes(reader: Reader): Promise<ReferenceCodes> {
  type Codes = { readonly ids: readonly number[]; readonly codes: readonly string[] };
  const [brands, actors] = await reader.query<Codes>({
    name: 'scoring-read-reference-codes',
    text: `
      select 1 as place, coalesce(array_agg(id), '{}') as ids, coalesce(array_agg(code), '{}') as codes from core.brand
      union all
      select 2, coalesce(array_agg(id), '{}'), coalesce(array_agg(code), '{}') from core.team_member
      order by place`,
  });
  return {
    brandIds: new Map(brands?.codes.map((code, index) => [code, brands.ids[index] ?? 0])),
    actors: new Map(actors?.ids.map((id, index) => [id, actors.codes[index] ?? ''])),
  };
}

/** What the log says, a row to a line; see `saysContribution`. */
export function readWrittenLog(reader: Reader, { first, last }: CustomerRuns): Promise<WrittenRows> {
  const text = `
    select count(*)::int as rows,
      string_agg(concat_ws(' ', k.customer_id, k.event_id, k.ordinal, k.half_life, k.epoch, k.brand_id, k.actor_id, k.q30,
        k.mass30, k.amount, k.plugin, coalesce(to_json(k.evidence_path)::text, '-'), k.signal), chr(10)) as text
    from ${inRuns('core.contribution', 'k.retracted_at is null')}`;
  return readRows(reader, text, [first, last]);
}

/** The same of the adoption evidence that installed plugins declare; see `saysEvidence`. */
export function readWrittenEvidence(
  reader: Reader,
  { first, last }: CustomerRuns,
  installed: readonly string[],
): Promise<WrittenRows> {
  const text = `
    select count(*)::int as rows,
      string_agg(concat_ws(' ', k.customer_id, k.event_id, k.ordinal, k.brand_id, k.stage, k.confirming::int, k.points,
        k.evidence), chr(10)) as text
    from ${inRuns('core.adoption_evidence', 'k.retracted_at is null and k.evidence = any($3::text[])')}`;
  return readRows(reader, text, [first, last, installed]);
}
