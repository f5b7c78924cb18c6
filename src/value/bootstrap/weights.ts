import { numberedHashes, shareOfText } from './short-hash';

/** A number in [0, 1) that only depends on the text: the first 53 bits of its SHA-256. */
export function uniformOf(key: string): number {
  return shareOfText(key);
}

/** How often an event counts in each replicate: the Poisson(1) quantiles of its hashes. */
export function bootstrapWeights(eventId: string, replicates: number): Uint8Array {
  const { shareOf } = numberedHashes(`boot|${eventId}|`);
  const weights = new Uint8Array(replicates);
  for (let replicate = 0; replicate < replicates; replicate += 1)
    weights[replicate] = poissonQuantile(shareOf(replicate));
  return weights;
}

const mostCounts = 40;
/** Chance to count at most so often. */
const cumulated: readonly number[] = (() => {
  let probability = Math.exp(-1);
  const sums = [probability];
  for (let count = 1; count < mostCounts; count += 1) {
    probability /= count;
    sums.push((sums[count - 1] ?? 0) + probability);
  }
  return sums;
})();

function poissonQuantile(u: number): number {
  let count = 0;
  while (count < mostCounts && u >= (cumulated[count] ?? 1)) count += 1;
  return count;
}
