import type { EventKey, TouchCost } from '../../scoring';
import type { Writer } from '../../sdk';
import type { PendingInteraction, RowKey } from '../plan/changes';

/** What is left of an interaction after its retraction, for taking it out of everything built upon it. */
export interface RetractedInteraction {
  readonly customerId: number;
  readonly id: string;
  readonly type: string;
  readonly channel: string;
  readonly occurredAt: Date;
  readonly count: number;
  readonly brandId: number | null;
  readonly filteredCode: string | null;
  readonly permission: 'close' | 'open' | null;
  readonly costMinor: number | null;
  readonly costCurrency: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Stores interactions. Those that a later item of the batch corrected are stored as retracted at once. */
export async function insertInteractions(
  writer: Writer,
  pending: readonly PendingInteraction[],
  costs: ReadonlyMap<string, TouchCost>,
  at: Date,
): Promise<void> {
  if (pending.length === 0) return;
  const rows = pending.map((row) => interactionRow(row, costs.get(row.id)));
  await writer.execute({
    name: 'ingest-interactions',
    text: `insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, imprecise, recorded_at,
        retracted_at, count, brand_id, actor_id, content_id, source, source_key, revision, details, filtered_code,
        filtered_reason, channel_permission, touch_cost_minor, touch_cost_currency)
      select c, i, t, ch, d, o, p, $2::timestamptz, case when x then $2::timestamptz end, n, b, a, ct, s, k, r, dt, fc, fr, cp, tm, tc
      from json_to_recordset($1::json) as r (c bigint, i uuid, t text, ch text, d text, o timestamptz, p boolean,
        x boolean, n integer, b integer, a integer, ct integer, s text, k text, r integer, dt jsonb, fc text, fr text,
        cp text, tm bigint, tc text)`,
    values: [JSON.stringify(rows), at],
  });
}

/** Short keys, because they are sent once per row. */
function interactionRow(row: PendingInteraction, cost: TouchCost | undefined): object {
  const { record } = row;
  return {
    c: row.customerId,
    i: row.id,
    t: record.type,
    ch: row.channel,
    d: record.direction,
    o: row.occurredAt,
    p: row.imprecise,
    x: row.superseded,
    n: record.count,
    b: row.brandId,
    a: row.actorId,
    ct: row.contentId,
    s: record.source,
    k: record.sourceKey,
    r: row.revision,
    dt: record.details,
    fc: record.filtered?.code,
    fr: record.filtered?.reason,
    cp: record.filtered === undefined ? record.channelPermission : undefined,
    tm: cost?.amountMinor,
    tc: cost?.currency,
  };
}

/** Marks live interactions as retracted, their ledger lines too, and answers what they were. */
export async function retractInteractions(
  writer: Writer,
  keys: readonly RowKey[],
  at: Date,
): Promise<readonly RetractedInteraction[]> {
  if (keys.length === 0) return [];
  const values = [keys.map((key) => key.customerId), keys.map((key) => key.id), at];
  await writer.execute({
    name: 'ingest-interaction-ledger-retract',
    text: `update core.ledger_entry l set retracted_at = $3
      from unnest($1::bigint[], $2::uuid[]) as k (customer_id, id)
      where l.customer_id = k.customer_id and l.interaction_id = k.id and l.retracted_at is null`,
    values,
  });
  return writer.query<RetractedInteraction>({
    name: 'ingest-interactions-retract',
    text: `update core.interaction i set retracted_at = $3
      from unnest($1::bigint[], $2::uuid[]) as k (customer_id, id)
      where i.customer_id = k.customer_id and i.id = k.id and i.retracted_at is null
      returning i.customer_id as "customerId", i.id, i.type, i.channel, i.occurred_at as "occurredAt", i.count,
        i.brand_id as "brandId", i.filtered_code as "filteredCode", i.channel_permission as permission,
        i.touch_cost_minor as "costMinor", i.touch_cost_currency as "costCurrency", i.details`,
    values,
  });
}

export interface InteractionState {
  readonly source: string;
  readonly sourceKey: string;
  readonly retracted: boolean;
}

export async function readInteraction(
  writer: Writer,
  { customerId, eventId }: EventKey,
): Promise<InteractionState | undefined> {
  const rows = await writer.query<InteractionState>({
    text: `select source, source_key as "sourceKey", retracted_at is not null as retracted
      from core.interaction where customer_id = $1 and id = $2`,
    values: [customerId, eventId],
  });
  return rows[0];
}
