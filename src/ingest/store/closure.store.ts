import type { Reader, Writer } from '../../sdk';

/** A channel of a customer. */
export interface ChannelOfCustomer {
  readonly customerId: number;
  readonly channel: string;
}

/** Which channels of these customers have ever been closed or reopened. */
export function channelsWithPermissions(
  reader: Reader,
  customerIds: readonly number[],
): Promise<readonly ChannelOfCustomer[]> {
  return reader.query<ChannelOfCustomer>({
    name: 'ingest-permissions',
    text: `select distinct customer_id as "customerId", channel from core.interaction
      where customer_id = any($1::bigint[]) and channel_permission is not null and retracted_at is null`,
    values: [customerIds],
  });
}

/**
 * Derives closures anew from the contacts that closed or reopened the channel: the latest by time of event decides, not
 * the latest to arrive, and of two at the same instant the closing one.
 */
export async function deriveClosures(writer: Writer, channels: readonly ChannelOfCustomer[]): Promise<void> {
  if (channels.length === 0) return;
  await writer.execute({
    name: 'ingest-closures',
    text: `with pair as (select * from unnest($1::bigint[], $2::text[]) as p (customer_id, channel)),
      turn as (
        select p.customer_id, p.channel,
          max(i.occurred_at) filter (where i.channel_permission = 'open') as opened_at,
          max(i.occurred_at) filter (where i.channel_permission = 'close') as last_closed_at
        from pair p left join core.interaction i on i.customer_id = p.customer_id and i.channel = p.channel
          and i.channel_permission is not null and i.retracted_at is null
        group by p.customer_id, p.channel
      ),
      closed as (
        select distinct on (t.customer_id, t.channel) t.customer_id, t.channel, i.occurred_at as closed_at, i.type as reason
        from turn t join core.interaction i on i.customer_id = t.customer_id and i.channel = t.channel
          and i.channel_permission = 'close' and i.retracted_at is null
          and i.occurred_at >= coalesce(t.opened_at, '-infinity')
        where t.last_closed_at >= coalesce(t.opened_at, '-infinity')
        order by t.customer_id, t.channel, i.occurred_at, i.type
      ),
      reopened as (
        delete from core.channel_closure c using pair p
        where c.customer_id = p.customer_id and c.channel = p.channel
          and not exists (select from closed d where d.customer_id = p.customer_id and d.channel = p.channel)
      )
      insert into core.channel_closure (customer_id, channel, closed_at, reason)
      select customer_id, channel, closed_at, reason from closed
      on conflict (customer_id, channel) do update set closed_at = excluded.closed_at, reason = excluded.reason`,
    values: pairColumns(channels),
  });
}

/** Marks our contacts that went out through a channel while its customer had it closed, and unmarks those that did not. */
export async function markContactsAgainstClosure(
  writer: Writer,
  channels: readonly ChannelOfCustomer[],
): Promise<void> {
  if (channels.length === 0) return;
  await writer.execute({
    name: 'ingest-against-closure',
    text: `update core.interaction i set against_closure = o.closed
      from (
        select c.customer_id, c.id, coalesce((
            select s.channel_permission = 'close' from core.interaction s
            where s.customer_id = c.customer_id and s.channel = c.channel and s.channel_permission is not null
              and s.retracted_at is null and s.occurred_at <= c.occurred_at
            order by s.occurred_at desc, s.channel_permission limit 1
          ), false) as closed
        from unnest($1::bigint[], $2::text[]) as p (customer_id, channel)
        join core.interaction c on c.customer_id = p.customer_id and c.channel = p.channel
        where c.direction = 'out' and c.retracted_at is null
      ) o
      where i.customer_id = o.customer_id and i.id = o.id and i.against_closure <> o.closed`,
    values: pairColumns(channels),
  });
}

function pairColumns(channels: readonly ChannelOfCustomer[]): readonly unknown[] {
  return [channels.map(({ customerId }) => customerId), channels.map(({ channel }) => channel)];
}
