import type { Database } from '../db/database';
import type { Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { discardMutation } from './discard';
import { resubmitMutation } from './resubmit';
import { reviewLists } from './review-lists';

export interface ReviewServices {
  readonly ingest: Ingest;
  readonly database: Database;
}

export function reviewModule(services: ReviewServices): Contributions {
  return { fields: reviewLists, resolvers: [resubmitMutation(services), discardMutation(services)] };
}
