import {
  Arg,
  Args,
  ArgsType,
  Customer,
  Field,
  From,
  type GraphQLClass,
  ID,
  Interaction,
  ObjectType,
  RapportError,
  type ReadContext,
  Resolver,
  Root,
  reference,
  referenceWithin,
  Subscription,
} from '../sdk';
import { decodeIntegerId } from '../shared/global-id';
import { fellBehind, NewsQueue } from './news-queue';
import type { BatchNews } from './outbox.store';
import type { OutboxFeed } from './outbox-feed';
import { createDelivery } from './visible-news';

@ArgsType()
class InteractionRecordedArgs {
  @Field(() => ID, { nullable: true, description: 'Only contacts with this customer.' })
  customerId?: string;

  @Field(() => [String], { nullable: true, description: 'Only these channels, such as rep.' })
  channels?: string[];

  @Field(() => [String], { nullable: true, description: 'Only these interaction types, such as rep.visit_held.' })
  types?: string[];
}

@ObjectType({ description: 'News of a contact that was stored.' })
class InteractionRecordedEvent {
  @From(referenceWithin('Interaction', 'interaction_id'))
  @Field(() => Interaction, { description: 'The contact.' })
  interaction?: Interaction;

  @From(reference('Customer', 'customer_id'))
  @Field(() => Customer, { description: 'The customer.' })
  customer?: Customer;
}

@ObjectType({ description: 'News of a relationship value that changed.' })
class RelationshipValueChangedEvent {
  @From(reference('Customer', 'customer_id'))
  @Field(() => Customer, { description: 'The customer; ask it for the value.' })
  customer?: Customer;
}

export interface SubscriptionServices {
  readonly feed: OutboxFeed;
  /** Channel of an interaction type; null when no plugin declares the type. */
  readonly channelOf: (type: string) => string | null;
}

interface InteractionKey {
  readonly customer_id: number;
  readonly interaction_id: string;
}

export function subscriptions(services: SubscriptionServices): GraphQLClass {
  @Resolver()
  class Subscriptions {
    @Subscription(() => InteractionRecordedEvent, {
      description:
        'Tells of every contact that is stored from now on, by any instance of the platform. News are not repeated: after a lost connection read the timeline again.',
      subscribe: ({ args, context }) =>
        interactionNews(services, args as InteractionRecordedArgs, context as ReadContext),
    })
    interactionRecorded(
      @Root() news: InteractionKey | typeof fellBehind,
      @Args(() => InteractionRecordedArgs) _args: InteractionRecordedArgs,
    ): object {
      return inTime(news);
    }

    @Subscription(() => RelationshipValueChangedEvent, {
      description:
        'Tells whenever the relationship value of a customer has changed. News are not repeated: after a lost connection ask for the value again.',
      subscribe: ({ args, context }) =>
        valueNews(services, (args as { readonly customerId: string }).customerId, context as ReadContext),
    })
    relationshipValueChanged(
      @Root() news: object | typeof fellBehind,
      @Arg('customerId', () => ID, { description: 'The customer.' }) _customerId: string,
    ): object {
      return inTime(news);
    }
  }
  return Subscriptions;
}

async function interactionNews(services: SubscriptionServices, args: InteractionRecordedArgs, context: ReadContext) {
  const customer = args.customerId == null ? null : decodeIntegerId(args.customerId, 'Customer');
  const wanted = (customerId: number, type: string) =>
    (customer === null || customer === customerId) &&
    (args.types == null || args.types.includes(type)) &&
    (args.channels == null || args.channels.includes(services.channelOf(type) ?? ''));
  return newsOf<InteractionKey>(services.feed, context, ({ interactions }) =>
    interactions
      .filter(([customerId, , type]) => wanted(customerId, type))
      .map(([customer_id, interaction_id]) => ({ customer_id, interaction_id })),
  );
}

async function valueNews(services: SubscriptionServices, customerId: string, context: ReadContext) {
  const customer_id = decodeIntegerId(customerId, 'Customer');
  return newsOf(services.feed, context, ({ values }) => (values.includes(customer_id) ? [{ customer_id }] : []));
}

async function newsOf<Item extends AboutCustomer>(
  feed: OutboxFeed,
  context: ReadContext,
  select: (news: BatchNews) => readonly Item[],
) {
  const queue = new NewsQueue<Item>(() => unsubscribe());
  const delivery = createDelivery<Item>({
    context,
    keysOf: ({ customer_id, interaction_id = null }) => ({ customerId: customer_id, interactionId: interaction_id }),
    deliver: (item) => queue.push(item),
    fail: () => queue.fallBehind(),
  });
  const unsubscribe = await feed.subscribe((news) => delivery.take(select(news)));
  return queue;
}

interface AboutCustomer {
  readonly customer_id: number;
  readonly interaction_id?: string;
}

/** @throws RapportError UNAVAILABLE in place of news that were dropped; the stream ends after it */
function inTime(news: object | typeof fellBehind): object {
  if (typeof news !== 'symbol') return news;
  throw new RapportError(
    'UNAVAILABLE',
    'Some news were dropped: they came faster than they were taken, or could not be checked. Subscribe again.',
  );
}
