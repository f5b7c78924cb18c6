import type { Reader } from '../sdk';

/** What besides consent decides whether a customer is contacted through a channel. */
export interface ContactStanding {
  readonly customerId: number;
  readonly isActive: boolean;
  readonly closedAt: Date | null;
}

export async function standingsOf(
  reader: Reader,
  customerIds: readonly number[],
  channel: string,
): Promise<ReadonlyMap<number, ContactStanding>> {
  const rows = await reader.query<ContactStanding>({
    name: 'contact-standings',
    text: `select c.id as "customerId", c.status = 'active' as "isActive", k.closed_at as "closedAt"
      from core.customer c left join core.channel_closure k on k.customer_id = c.id and k.channel = $2
      where c.id = any($1::bigint[])`,
    values: [customerIds, channel],
  });
  return new Map(rows.map((row) => [row.customerId, row]));
}
