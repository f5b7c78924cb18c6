import type { ReadContext } from '../sdk';
import { type NewsKeys, visibleNews } from './visible-news.store';

/** What a subscriber is told, in order; news about what it may not see are left out, as if they had not happened. */
export interface Delivery<Item> {
  /** Takes news as they come; they arrive once it is known which of them the subscriber may see. */
  take(items: readonly Item[]): void;
}

export interface DeliveryOptions<Item> {
  readonly context: Pick<ReadContext, 'reader' | 'visible'>;
  readonly keysOf: (item: Item) => NewsKeys;
  readonly deliver: (item: Item) => void;
  /** Told when it cannot be known; the stream must then end. */
  readonly fail: (error: unknown) => void;
}

/** Asks the database for every batch of news, when it is delivered: a customer may have moved out of sight meanwhile. */
export function createDelivery<Item>({ context, keysOf, deliver, fail }: DeliveryOptions<Item>): Delivery<Item> {
  let last: Promise<void> = Promise.resolve();
  return {
    take(items) {
      if (items.length === 0) return;
      const asked = visibleNews(context, items.map(keysOf));
      last = Promise.all([last, asked])
        .then(([, seen]) => {
          for (const [index, item] of items.entries()) if (seen.has(index)) deliver(item);
        })
        .catch(fail);
    },
  };
}
