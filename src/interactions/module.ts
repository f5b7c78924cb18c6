import type { Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { interactionFields } from './interaction-fields';
import { interactionOutcomes } from './interaction-outcome';
import { recordInteractionsMutation } from './record-interactions';
import { retractInteractionMutation } from './retract-interaction';
import { type SubscriptionServices, subscriptions } from './subscriptions';
import { interactionLists } from './timeline';

export interface InteractionsServices extends SubscriptionServices {
  readonly ingest: Ingest;
}

export function interactionsModule(services: InteractionsServices): Contributions {
  return {
    types: interactionOutcomes,
    fields: [...interactionLists, ...interactionFields],
    resolvers: [recordInteractionsMutation(services), retractInteractionMutation(services), subscriptions(services)],
  };
}
