import type { Pool } from 'pg';

type Connections = Pick<Pool, 'waitingCount'> & { readonly options: Pick<Pool['options'], 'max'> };

/** While the database reads and writes for some batches, this process computes another. More would only wait. */
const mostLanes = 3;

/**
 * How many batches may be under way: half of the connections at most, since one guards the run and requests need theirs,
 * and no more than one while somebody waits for a connection.
 */
export function lanesOf({ options, waitingCount }: Connections): number {
  return waitingCount > 0 ? 1 : Math.min(mostLanes, Math.floor(options.max / 2));
}
