import type { Database } from '../db/database';
import type { Deliveries, Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { discardMutation } from './discard';
import { resubmitMutation } from './resubmit';
import { reviewLists } from './review-lists';

export interface ReviewServices {
  readonly ingest: Ingest;
  readonly deliveries: Deliveries;
  readonly database: Database;
}

export function reviewModule(services: ReviewServices): Contributions {
  return {
    fields: reviewLists,
    resolvers: [resubmitMutation(services), discardMutation(services)],
    jobs: [
      {
        id: 'core.retry-waiting',
        title: 'Tries again what waits because a plugin failed on it',
        schedule: '* * * * *',
        run: ({ now }) => services.deliveries.retryDue(now),
      },
    ],
  };
}
