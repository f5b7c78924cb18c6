import type { Database } from '../db/database';
import type { Writer } from '../sdk';
import type { Clock } from '../shared/clock';
import type { Scoring } from './scoring';
import { lockDirtyCustomers } from './snapshot.store';

export interface RefreshServices {
  readonly database: Pick<Database, 'transaction'>;
  readonly scoring: Scoring;
  readonly clock: Clock;
}

/**
 * Computes outdated snapshots anew, as a bulk import leaves them: at most `limit`, in one transaction. Customers that an
 * intake works on are left for the next call.
 *
 * @returns how many were computed; fewer than `limit` when nothing is left
 */
export function refreshDirty({ database, scoring, clock }: RefreshServices, limit: number): Promise<number> {
  return database.transaction((writer) => refreshDirtyWithin(writer, scoring, clock.now(), limit));
}

/** The same inside a transaction of the caller. */
export async function refreshDirtyWithin(
  writer: Writer,
  scoring: Pick<Scoring, 'refresh'>,
  now: Date,
  limit: number,
): Promise<number> {
  const customerIds = await lockDirtyCustomers(writer, limit);
  await scoring.refresh(writer, customerIds, now);
  return customerIds.length;
}
