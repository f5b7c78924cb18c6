import type { Writer } from '../../sdk';

/** What one committed batch tells the instances: new interactions, and customers whose value changed. */
export interface News {
  readonly interactions: readonly (readonly [customerId: number, id: string, type: string])[];
  readonly values: readonly number[];
}

/** The channel whose messages are ids of core.outbox. */
export const outboxChannel = 'rapport_outbox';

/** Keeps the news and announces them; listeners hear of them when the transaction has committed. */
export async function announce(writer: Writer, news: News, at: Date): Promise<void> {
  if (news.interactions.length === 0 && news.values.length === 0) return;
  await writer.query({
    name: 'ingest-outbox',
    text: `with kept as (insert into core.outbox (created_at, payload) values ($1, $2) returning id)
      select pg_notify($3, id::text) from kept`,
    values: [at, JSON.stringify(news), outboxChannel],
  });
}
