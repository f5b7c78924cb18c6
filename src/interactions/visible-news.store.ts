import type { ReadContext } from '../sdk';
import { binder, prepared } from '../shared/prepared';

/** The customer that news are about and, unless they are about the customer as such, the contact. */
export interface NewsKeys {
  readonly customerId: number;
  readonly interactionId: string | null;
}

/** Which of the news, by their place, are about what the caller may see. One statement; none when everything may be seen. */
export async function visibleNews(
  { reader, visible }: Pick<ReadContext, 'reader' | 'visible'>,
  news: readonly NewsKeys[],
): Promise<ReadonlySet<number>> {
  const values: unknown[] = [news.map(({ customerId }) => customerId), news.map(({ interactionId }) => interactionId)];
  const bind = binder(values);
  const customer = visible('core.customer', 'c', bind);
  const interaction = visible('core.interaction', 'i', bind);
  if (customer === 'true' && interaction === 'true') return new Set(news.keys());
  const rows = await reader.query<{ readonly place: number }>(
    prepared(
      'interactions-visible-news',
      `select k.place::int as place
         from unnest($1::bigint[], $2::uuid[]) with ordinality as k (customer_id, interaction_id, place)
         join core.customer c on c.id = k.customer_id and ${customer}
        where k.interaction_id is null or exists (
          select from core.interaction i
           where i.customer_id = k.customer_id and i.id = k.interaction_id and ${interaction})`,
      values,
    ),
  );
  return new Set(rows.map(({ place }) => place - 1));
}
