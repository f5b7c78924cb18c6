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
  await writer.execute({
    name: 'ingest-interactions',
    text: `insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, imprecise, count, brand_id,
        actor_id, content_id, source, source_key, revision, details, filtered_code, filtered_reason, channel_permission,
        touch_cost_minor, touch_cost_currency, recorded_at, retracted_at)
      select unnest($1::bigint[]), unnest($2::uuid[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]),
        unnest($6::timestamptz[]), unnest($7::boolean[]), unnest($8::integer[]), unnest($9::integer[]), unnest($10::integer[]),
        unnest($11::integer[]), unnest($12::text[]), unnest($13::text[]), unnest($14::integer[]), unnest($15::jsonb[]),
        unnest($16::text[]), unnest($17::text[]), unnest($18::text[]), unnest($19::bigint[]), unnest($20::text[]),
        $21::timestamptz, unnest($22::timestamptz[])`,
    values: [
      ...columnsOfInteractions(pending),
      pending.map(({ id }) => costs.get(id)?.amountMinor ?? null),
      pending.map(({ id }) => costs.get(id)?.currency ?? null),
      at,
      pending.map(({ superseded }) => (superseded ? at : null)),
    ],
  });
}

function columnsOfInteractions(pending: readonly PendingInteraction[]): readonly unknown[] {
  return [
    pending.map((row) => row.customerId),
    pending.map((row) => row.id),
    pending.map(({ record }) => record.type),
    pending.map((row) => row.channel),
    pending.map(({ record }) => record.direction),
    pending.map((row) => row.occurredAt),
    pending.map((row) => row.imprecise),
    pending.map(({ record }) => record.count),
    pending.map((row) => row.brandId),
    pending.map((row) => row.actorId),
    pending.map((row) => row.contentId),
    pending.map(({ record }) => record.source),
    pending.map(({ record }) => record.sourceKey),
    pending.map((row) => row.revision),
    pending.map(({ record }) => JSON.stringify(record.details)),
    pending.map(({ record }) => record.filtered?.code ?? null),
    pending.map(({ record }) => record.filtered?.reason ?? null),
    pending.map(({ record }) => (record.filtered === undefined ? (record.channelPermission ?? null) : null)),
  ];
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
