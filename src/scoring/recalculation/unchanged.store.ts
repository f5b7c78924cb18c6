import type { Reader } from '../../sdk';

/** An interaction that counts, with what its hook is given, in as few columns as it takes. */
export interface InteractionColumns {
  readonly id: string;
  /** `customer milliseconds count brand actor`; 0 for no brand and no actor. */
  readonly numbers: string;
  /** Type, channel, direction and source, between unit separators: few differ, so each is taken apart once. */
  readonly kind: string;
  readonly source_key: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export const unitSeparator = '\u001f';

/** @param ids the customers as the literal of an array. Without an order: sorting whole interactions would outgrow memory. */
export function readInteractionColumns(reader: Reader, ids: string): Promise<readonly InteractionColumns[]> {
  return reader.query<InteractionColumns>({
    text: `
      select i.id, concat_ws(' ', i.customer_id, round(date_part('epoch', i.occurred_at) * 1000)::bigint, i.count,
          coalesce(i.brand_id, 0), coalesce(i.actor_id, 0)) as numbers,
        concat_ws(chr(31), i.type, i.channel, i.direction, i.source) as kind, i.source_key, i.details
      from core.interaction i
      where i.customer_id = any($1::bigint[]) and i.retracted_at is null and i.filtered_code is null`,
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
  /** What is stored, one line per row in any order; see `contributionLine` and `evidenceLine`. */
  readonly lines: string;
  /** Whether some of it comes from plugins without a hook. */
  readonly foreign: boolean;
}

/** What the log of each customer says, as text: compared as a whole, it costs no object per row. */
export function readWrittenLog(reader: Reader, ids: string, plugins: readonly string[]): Promise<readonly Written[]> {
  return reader.query<Written>({
    text: `
      select k.customer_id, bool_or(k.plugin <> all ($2::text[])) as foreign,
        string_agg(concat_ws(' ', k.event_id, k.ordinal, k.signal, k.half_life, k.epoch, k.brand_id, k.actor_id, k.q30,
          k.mass30, k.amount, k.evidence_path), chr(10)) as lines
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
      select k.customer_id, false as foreign,
        string_agg(concat_ws(' ', k.event_id, k.ordinal, k.brand_id, k.evidence, k.stage, k.points, k.confirming),
          chr(10)) as lines
      from core.adoption_evidence k
      where k.customer_id = any($1::bigint[]) and k.retracted_at is null and k.evidence = any($2::text[])
      group by k.customer_id`,
    values: [ids, installed],
  });
}
