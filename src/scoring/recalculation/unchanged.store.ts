import type { Reader } from '../../sdk';

/** The interactions of a customer that count, with what their hooks are given. */
export interface WrittenEvents {
  readonly customer_id: number;
  readonly events: number;
  /**
   * Per event, between separators: id, source key; type, channel, direction and source; milliseconds of the contact and of
   * its record, count, brand and actor (0 for none); details as JSON.
   */
  readonly fields: string;
}

/** A character that JSON and identifiers never hold. */
export const unitSeparator = '\u001f';

/** @param ids the customers as the literal of an array */
export function readWrittenEvents(reader: Reader, ids: string): Promise<readonly WrittenEvents[]> {
  return reader.query<WrittenEvents>({
    text: `
      select i.customer_id, count(*)::int as events,
        string_agg(concat_ws(chr(31), i.id, i.source_key, i.type, i.channel, i.direction, i.source,
          round(date_part('epoch', i.occurred_at) * 1000)::bigint, round(date_part('epoch', i.recorded_at) * 1000)::bigint,
          i.count, coalesce(i.brand_id, 0), coalesce(i.actor_id, 0), i.details), chr(31)) as fields
      from core.interaction i
      where i.customer_id = any($1::bigint[]) and i.retracted_at is null and i.filtered_code is null
      group by i.customer_id`,
    values: [ids],
  });
}

/** Codes of team members by id. */
export async function readActorCodes(reader: Reader, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await reader.query<{ readonly id: number; readonly code: string }>({
    name: 'scoring-read-actor-codes',
    text: 'select id, code from core.team_member where id = any($1::integer[])',
    values: [ids],
  });
  return new Map(rows.map(({ id, code }) => [id, code]));
}

export interface Written {
  readonly customer_id: number;
  /** What is stored, one line per row in any order; see `saysContribution` and `saysEvidence`. */
  readonly lines: string;
  /** How many rows that are. */
  readonly rows: number;
  /** Whether some of it comes from plugins without a hook. */
  readonly foreign: boolean;
}

/** What the log of each customer says, as text: read character by character, it costs no object per row. */
export function readWrittenLog(reader: Reader, ids: string, plugins: readonly string[]): Promise<readonly Written[]> {
  return reader.query<Written>({
    text: `
      select k.customer_id, bool_or(k.plugin <> all ($2::text[])) as foreign, count(*)::int as rows,
        string_agg(concat_ws(' ', k.event_id, k.ordinal, k.half_life, k.epoch, k.brand_id, k.actor_id, k.q30, k.mass30,
          k.amount, coalesce(to_json(k.evidence_path)::text, '-'), k.signal), chr(10)) as lines
      from core.contribution k
      where k.customer_id = any($1::bigint[]) and k.retracted_at is null
      group by k.customer_id`,
    values: [ids, plugins],
  });
}

/** The same of the adoption evidence that installed plugins declare. */
export function readWrittenEvidence(
  reader: Reader,
  ids: string,
  installed: readonly string[],
): Promise<readonly Written[]> {
  return reader.query<Written>({
    text: `
      select k.customer_id, false as foreign, count(*)::int as rows,
        string_agg(concat_ws(' ', k.event_id, k.ordinal, k.brand_id, k.stage, k.confirming::int, k.points, k.evidence),
          chr(10)) as lines
      from core.adoption_evidence k
      where k.customer_id = any($1::bigint[]) and k.retracted_at is null and k.evidence = any($2::text[])
      group by k.customer_id`,
    values: [ids, installed],
  });
}
