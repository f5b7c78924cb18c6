import type { ErrorCode, Reader, Writer } from '../../sdk';
import { failedAgain, retryAfter, wasTried } from '../store/retry.sql';

/** A request to a web hook that its adapter could not read, as it is kept in `core.intake_set_aside`. */
export interface KeptDelivery {
  readonly id: string;
  readonly door: string;
  readonly plugin: string;
  readonly raw: string;
  readonly record: DeliveryHead;
  readonly received_at: Date;
  readonly retry_at: Date | null;
}

/** Everything of a request but its body. `kind` tells it from records. */
export interface DeliveryHead {
  readonly kind: 'delivery';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
}

export interface NewDelivery extends Omit<KeptDelivery, 'received_at' | 'retry_at'> {
  readonly code: ErrorCode;
  readonly reason: string;
  /** Orders those of one instant. */
  readonly line: number;
  readonly at: Date;
}

export async function insertDelivery(writer: Writer, delivery: NewDelivery): Promise<void> {
  const { id, door, code, reason, line, raw, record, plugin, at } = delivery;
  await writer.execute({
    text: `insert into core.intake_set_aside (id, disposition, door, code, reason, line, raw, record, received_at, plugin, failures, retry_at)
      values ($1, 'waiting', $2, $3, $4, $5, $6, $7::jsonb, $8::timestamptz, $9, (${wasTried('$3::text')})::integer,
        ${retryAfter('$8::timestamptz', '1')})`,
    values: [id, door, code, reason, line, raw, JSON.stringify(record), at, plugin],
  });
}

/** How many deliveries of a door wait, and how many characters they have. */
export async function backlogOf(
  reader: Reader,
  door: string,
): Promise<{ readonly count: number; readonly characters: number }> {
  const [row] = await reader.query<{ readonly count: number; readonly characters: number }>({
    text: `select count(*)::integer as count, coalesce(sum(octet_length(raw)), 0)::float8 as characters
      from core.intake_set_aside where ${openDeliveries} and door = $1`,
    values: [door],
  });
  return row ?? { count: 0, characters: 0 };
}

const openDeliveries = `plugin is not null and resolved_at is null and disposition = 'waiting' and record ->> 'kind' = 'delivery'`;

/** Whether a delivery of the door waits, dead letters apart: later ones then go behind it. */
export async function hasWaiting(reader: Reader, door: string): Promise<boolean> {
  const rows = await reader.query({
    name: 'ingest-has-waiting-delivery',
    text: `select from core.intake_set_aside where ${openDeliveries} and door = $1 and dead_at is null limit 1`,
    values: [door],
  });
  return rows.length > 0;
}

/** Doors at which deliveries wait whose time has come; of each the oldest decides. */
export async function dueDoors(reader: Reader, at: Date): Promise<readonly string[]> {
  const rows = await reader.query<{ readonly door: string }>({
    text: `select door from (
        select distinct on (door) door, retry_at from core.intake_set_aside
        where ${openDeliveries} and dead_at is null order by door, received_at, line, id
      ) as oldest where retry_at <= $1 order by door`,
    values: [at],
  });
  return rows.map(({ door }) => door);
}

const columns = 'id, door, plugin, raw, record, received_at, retry_at';

/** The oldest of a door that was not given up. */
export async function oldestDelivery(reader: Reader, door: string): Promise<KeptDelivery | undefined> {
  const [row] = await reader.query<KeptDelivery>({
    text: `select ${columns} from core.intake_set_aside
      where ${openDeliveries} and door = $1 and dead_at is null order by received_at, line, id limit 1`,
    values: [door],
  });
  return row;
}

/** Those of these rows that are deliveries, in the order of their arrival. */
export function deliveriesOf(reader: Reader, ids: readonly string[]): Promise<readonly KeptDelivery[]> {
  return reader.query<KeptDelivery>({
    text: `select ${columns} from core.intake_set_aside where ${openDeliveries} and id = any($1::uuid[])
      order by received_at, line, id`,
    values: [ids],
  });
}

/** Answers false when somebody else was faster. */
export async function resolveDelivery(writer: Writer, id: string, resolution: string, at: Date): Promise<boolean> {
  const resolved = await writer.execute({
    text: `update core.intake_set_aside set resolved_at = $2, resolution = $3 where id = $1 and resolved_at is null`,
    values: [id, at, resolution],
  });
  return resolved === 1;
}

export interface Failure {
  readonly code: ErrorCode;
  readonly reason: string;
}

/** The plugin has failed on it once more, or was left alone. Answers whether it was given up by that. */
export async function noteFailure(writer: Writer, id: string, { code, reason }: Failure, at: Date): Promise<boolean> {
  const failing = failedAgain({
    failures: 'failures',
    waits: 'true',
    counts: wasTried('$2::text'),
    at: '$4::timestamptz',
  });
  const [row] = await writer.query<{ readonly is_dead: boolean }>({
    text: `update core.intake_set_aside set code = $2::text, reason = $3, attempts = attempts + 1, ${failing}
      where id = $1 and resolved_at is null returning dead_at is not null as is_dead`,
    values: [id, code, reason, at],
  });
  return row?.is_dead ?? false;
}
