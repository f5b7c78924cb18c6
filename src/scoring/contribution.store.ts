import type { Reader, Writer } from '../sdk';
import type { DayGroup } from './day-groups';
import { exactInteger } from './exact-integer';
import type { LogRow, NewLogRow } from './log-row';
import type { EventKey } from './scoring';

export interface StoredRow {
  readonly customer_id: number;
  readonly event_id: string;
  readonly ordinal: number;
  readonly signal: string;
  readonly half_life: number;
  readonly epoch: number;
  readonly brand_id: number;
  readonly actor_id: number;
  readonly occurred_at: Date;
  readonly amount: number;
  readonly q30: string;
  readonly mass30: string;
}

// 63-bit integers outgrow a JavaScript number: they travel as text.
export const logColumns = `c.customer_id, c.event_id, c.ordinal, c.signal, c.half_life, c.epoch, c.brand_id, c.actor_id,
  c.occurred_at, c.amount, c.q30::text as q30, c.mass30::text as mass30`;

export function fromStored(row: StoredRow): LogRow {
  return {
    customerId: row.customer_id,
    eventId: row.event_id,
    ordinal: row.ordinal,
    signal: row.signal,
    halfLife: row.half_life,
    epoch: row.epoch,
    brandId: row.brand_id,
    actorId: row.actor_id,
    occurredAt: row.occurred_at,
    amount: row.amount,
    counted: row.amount,
    q30: exactInteger(row.q30),
    mass30: exactInteger(row.mass30),
  };
}

/** Lists side by side in the select list run in step; in the from clause each would be kept and read again: a third of reading them. */
export async function insertContributions(writer: Writer, rows: readonly NewLogRow[]): Promise<void> {
  if (rows.length === 0) return;
  await writer.execute({
    name: 'scoring-insert-contributions',
    text: `
      insert into core.contribution (customer_id, event_id, ordinal, plugin, plugin_version, signal, half_life, epoch,
        brand_id, actor_id, occurred_at, recorded_at, amount, q30, mass30, evidence_path)
      select unnest($1::bigint[]), unnest($2::uuid[]), unnest($3::smallint[]), unnest($4::text[]), unnest($5::text[]),
        unnest($6::text[]), unnest($7::smallint[]), unnest($8::integer[]), unnest($9::integer[]), unnest($10::integer[]),
        unnest($11::timestamptz[]), unnest($12::timestamptz[]), unnest($13::float8[]), unnest($14::bigint[]),
        unnest($15::bigint[]), unnest($16::text[])`,
    values: [
      rows.map((row) => row.customerId),
      rows.map((row) => row.eventId),
      rows.map((row) => row.ordinal),
      rows.map((row) => row.plugin),
      rows.map((row) => row.pluginVersion),
      rows.map((row) => row.signal),
      rows.map((row) => row.halfLife),
      rows.map((row) => row.epoch),
      rows.map((row) => row.brandId),
      rows.map((row) => row.actorId),
      rows.map((row) => row.occurredAt),
      rows.map((row) => row.recordedAt),
      rows.map((row) => row.amount),
      rows.map((row) => row.q30),
      rows.map((row) => row.mass30),
      rows.map((row) => row.path),
    ],
  });
}

/** Everything that counts in the groups now. */
export async function readDayGroups(reader: Reader, groups: readonly DayGroup[]): Promise<readonly LogRow[]> {
  if (groups.length === 0) return [];
  const rows = await reader.query<StoredRow>({
    name: 'scoring-read-day-groups',
    text: `
      select ${logColumns}
      from unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::timestamptz[]) as g (customer_id, signal, since, until)
      cross join lateral (
        select * from core.contribution k
        where k.customer_id = g.customer_id and k.occurred_at >= g.since and k.occurred_at < g.until
          and k.retracted_at is null
        offset 0
      ) c
      where c.signal = g.signal`,
    values: [
      groups.map((group) => group.customerId),
      groups.map((group) => group.signal),
      groups.map((group) => group.from.toISOString()),
      groups.map((group) => group.until.toISOString()),
    ],
  });
  return rows.map(fromStored);
}

/** Whether a row `c` of the log is the one that `u` names. */
export const sameContribution = `c.customer_id = u.customer_id and c.occurred_at = u.occurred_at and c.event_id = u.event_id
        and c.ordinal = u.ordinal`;

/** Customers, instants, events and ordinals of rows, side by side. */
export function keysOfContributions(
  rows: readonly Pick<LogRow, 'customerId' | 'occurredAt' | 'eventId' | 'ordinal'>[],
): readonly (readonly unknown[])[] {
  return [
    rows.map((row) => row.customerId),
    rows.map((row) => row.occurredAt),
    rows.map((row) => row.eventId),
    rows.map((row) => row.ordinal),
  ];
}

/** Stores what rows count after their day group changed. */
export async function updateCounted(writer: Writer, rows: readonly LogRow[]): Promise<void> {
  if (rows.length === 0) return;
  await writer.execute({
    name: 'scoring-update-counted',
    text: `
      update core.contribution c set q30 = u.q30
      from unnest($1::bigint[], $2::timestamptz[], $3::uuid[], $4::smallint[], $5::bigint[])
        as u (customer_id, occurred_at, event_id, ordinal, q30)
      where ${sameContribution}`,
    values: [...keysOfContributions(rows), rows.map((row) => row.q30)],
  });
}

/** Marks the events' rows as withdrawn and answers those that counted until now. */
export async function withdrawContributions(
  writer: Writer,
  events: readonly EventKey[],
  at: Date,
): Promise<readonly LogRow[]> {
  const rows = await writer.query<StoredRow>({
    name: 'scoring-withdraw-contributions',
    text: `
      update core.contribution c set retracted_at = $3
      from unnest($1::bigint[], $2::uuid[]) as e (customer_id, event_id)
      where c.customer_id = e.customer_id and c.event_id = e.event_id and c.retracted_at is null
      returning ${logColumns}`,
    values: [events.map((event) => event.customerId), events.map((event) => event.eventId), at.toISOString()],
  });
  return rows.map(fromStored);
}
