import type { Assessed } from '../leave-out';
import type { CountedContribution } from '../log-evidence';
import { weightedIndex } from './weighted-index';
import { bootstrapWeights } from './weights';

/** How much an index hangs on few events. It is not a sampling error of a population. */
export interface StabilityInterval {
  readonly low: number;
  readonly high: number;
  /** Share of the replicates that lie within. */
  readonly level: number;
  readonly method: string;
}

const replicates = 200;
/** Replicates left out on either side of the interval: 2.5 %. */
const cut = 5;

/**
 * Interval of the index when each event, request, need and entry of the ledger counts Poisson(1) times, in 200 replicates
 * drawn from hashes: the same evidence always gives the same interval. What a contact cost counts as often as the contact.
 *
 * @param rows the contributions the evidence was made from
 */
export function stabilityInterval(
  assessed: Assessed,
  rows: readonly CountedContribution[],
  at: number,
): StabilityInterval {
  const { items, value } = weightedIndex(assessed, rows, at);
  const weights = items.map((id) => bootstrapWeights(id, replicates));
  const counts = new Uint8Array(items.length);
  const values = Float64Array.from({ length: replicates }, (_, replicate) => {
    for (let place = 0; place < counts.length; place += 1) counts[place] = weights[place]?.[replicate] ?? 0;
    return value(counts);
  }).sort();
  const [low = 0, high = 0] = [values[cut], values[replicates - 1 - cut]];
  return {
    low,
    high,
    level: 1 - (2 * cut) / replicates,
    method: `Poisson bootstrap of events, ${replicates} replicates`,
  };
}

/** Whether one value is surely the greater: intervals that overlap do not tell two customers apart. */
export function areDistinguishable(
  one: Pick<StabilityInterval, 'low' | 'high'>,
  other: Pick<StabilityInterval, 'low' | 'high'>,
): boolean {
  return one.low > other.high || other.low > one.high;
}
