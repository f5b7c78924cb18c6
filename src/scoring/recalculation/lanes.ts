import type { Pool } from 'pg';

type Connections = Pick<Pool, 'waitingCount'> & { readonly options: Pick<Pool['options'], 'max'> };

/** While the database reads and writes for some batches, this process computes another. More would only wait. */
const mostLanes = 3;

/**
 * How many batches may be under way: half of the connections at most, since one guards the run and requests need theirs,
 * and no more than one while somebody else waits for a connection.
 *
 * @param own how many of those who wait for a connection are batches themselves
 */
export function lanesOf({ options, waitingCount }: Connections, own: number): number {
  return waitingCount > own ? 1 : Math.min(mostLanes, Math.floor(options.max / 2));
}
