import type { Reader } from '../../sdk';
import type { CustomerRuns } from '../bulk/customer-runs';
import { inRuns } from '../bulk/in-runs.sql';

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

export function readWrittenEvents(reader: Reader, { first, last }: CustomerRuns): Promise<readonly WrittenEvents[]> {
  return reader.query<WrittenEvents>({
    text: `
      select k.customer_id, count(*)::int as events,
        string_agg(concat_ws(chr(31), k.id, k.source_key, k.type, k.channel, k.direction, k.source,
          round(date_part('epoch', k.occurred_at) * 1000)::bigint, round(date_part('epoch', k.recorded_at) * 1000)::bigint,
          k.count, coalesce(k.brand_id, 0), coalesce(k.actor_id, 0), k.details), chr(31)) as fields
      from ${inRuns('core.interaction', 'k.retracted_at is null and k.filtered_code is null')}
      group by k.customer_id`,
    values: [first, last],
  });
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
export function readWrittenLog(
  reader: Reader,
  { first, last }: CustomerRuns,
  plugins: readonly string[],
): Promise<readonly Written[]> {
  return reader.query<Written>({
    text: `
      select k.customer_id, bool_or(k.plugin <> all ($3::text[])) as foreign, count(*)::int as rows,
        string_agg(concat_ws(' ', k.event_id, k.ordinal, k.half_life, k.epoch, k.brand_id, k.actor_id, k.q30, k.mass30,
          k.amount, coalesce(to_json(k.evidence_path)::text, '-'), k.signal), chr(10)) as lines
      from ${inRuns('core.contribution', 'k.retracted_at is null')}
      group by k.customer_id`,
    values: [first, last, plugins],
  });
}

/** The same of the adoption evidence that installed plugins declare. */
export function readWrittenEvidence(
  reader: Reader,
  { first, last }: CustomerRuns,
  installed: readonly string[],
): Promise<readonly Written[]> {
  return reader.query<Written>({
    text: `
      select k.customer_id, false as foreign, count(*)::int as rows,
        string_agg(concat_ws(' ', k.event_id, k.ordinal, k.brand_id, k.stage, k.confirming::int, k.points, k.evidence),
          chr(10)) as lines
      from ${inRuns('core.adoption_evidence', 'k.retracted_at is null and k.evidence = any($3::text[])')}
      group by k.customer_id`,
    values: [first, last, installed],
  });
}
