import type { Reader, Writer } from '../sdk';
import type { Counts } from './remove-data.store';

/** A removal of everything a plugin brought in, and how far it is. */
export interface Removal {
  readonly id: string;
  readonly plugin: string;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly position: number;
  readonly lastCustomerId: number;
  readonly customersDone: number;
  readonly removed: Counts;
  readonly finishedAt: Date | null;
}

const columns = `id, plugin, requested_by as "requestedBy", requested_at as "requestedAt", position,
  last_customer_id as "lastCustomerId", customers_done as "customersDone", removed, finished_at as "finishedAt"`;

/** Begins a removal, or answers the one of the plugin that is under way. */
export async function beginRemoval(
  writer: Writer,
  { id, plugin, by, at }: { readonly id: string; readonly plugin: string; readonly by: string; readonly at: Date },
): Promise<string> {
  await writer.execute({
    text: `insert into core.plugin_removal (id, plugin, requested_by, requested_at, last_customer_id)
      select $1, $2, $3, $4, coalesce(max(c.id), 0) from core.customer c
      on conflict (plugin) where finished_at is null do nothing`,
    values: [id, plugin, by, at],
  });
  const [row] = await writer.query<{ readonly id: string }>({
    text: 'select id from core.plugin_removal where plugin = $1 and finished_at is null',
    values: [plugin],
  });
  return row?.id ?? id;
}

export async function removalsUnderWay(reader: Reader): Promise<readonly Removal[]> {
  return reader.query<Removal>({
    text: `select ${columns} from core.plugin_removal where finished_at is null order by requested_at, id`,
  });
}

export async function readRemoval(reader: Reader, id: string): Promise<Removal | null> {
  const rows = await reader.query<Removal>({
    text: `select ${columns} from core.plugin_removal where id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** Holds the removal until the transaction ends; null when it is done. */
export async function holdRemoval(writer: Writer, id: string): Promise<Removal | null> {
  const rows = await writer.query<Removal>({
    text: `select ${columns} from core.plugin_removal where id = $1 and finished_at is null for update`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** The next customers after a position, locked in the order of their ids. */
export async function lockCustomersAfter(
  writer: Writer,
  { position, lastCustomerId }: Removal,
  limit: number,
): Promise<readonly number[]> {
  const rows = await writer.query<{ readonly id: number }>({
    text: 'select id from core.customer where id > $1 and id <= $2 order by id limit $3 for no key update',
    values: [position, lastCustomerId, limit],
  });
  return rows.map(({ id }) => id);
}

export async function advanceRemoval(
  writer: Writer,
  id: string,
  step: { readonly position: number; readonly customers: number; readonly removed: Counts },
): Promise<void> {
  await writer.execute({
    text: `update core.plugin_removal
      set position = $2, customers_done = customers_done + $3, removed = $4::jsonb where id = $1`,
    values: [id, step.position, step.customers, JSON.stringify(step.removed)],
  });
}

export async function endRemoval(
  writer: Writer,
  id: string,
  { removed, receipt, at }: { readonly removed: Counts; readonly receipt: object | null; readonly at: Date },
): Promise<void> {
  await writer.execute({
    text: `update core.plugin_removal set removed = $2::jsonb, receipt = $3::jsonb, finished_at = $4 where id = $1`,
    values: [id, JSON.stringify(removed), receipt === null ? null : JSON.stringify(receipt), at],
  });
}
