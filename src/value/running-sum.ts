import { dayMs } from './epoch';

/**
 * The fast form of a decayed sum for read models: one float `mass` referred to epoch `epoch`. Re-basing moves by whole
 * epochs, a power of two, and loses no bit; the sum itself agrees with the integer state within 1e-9.
 */
export interface RunningSum {
  readonly epoch: number;
  readonly mass: number;
}

export const emptySum: RunningSum = { epoch: Number.NEGATIVE_INFINITY, mass: 0 };

export function runningSumOf(amount: number, atMs: number, halfLifeDays: number): RunningSum {
  const position = atMs / dayMs / halfLifeDays;
  const epoch = Math.floor(position);
  return { epoch, mass: amount * 2 ** (position - epoch) };
}

export function addRunningSums(left: RunningSum, right: RunningSum): RunningSum {
  const epoch = Math.max(left.epoch, right.epoch);
  if (epoch === Number.NEGATIVE_INFINITY) return emptySum;
  return { epoch, mass: rebased(left, epoch) + rebased(right, epoch) };
}

export function subtractRunningSums(from: RunningSum, taken: RunningSum): RunningSum {
  return addRunningSums(from, { epoch: taken.epoch, mass: -taken.mass });
}

/** Valid at instants not before the latest event added. */
export function runningSumAt(sum: RunningSum, atMs: number, halfLifeDays: number): number {
  return sum.mass === 0 ? 0 : sum.mass * 2 ** (sum.epoch - atMs / dayMs / halfLifeDays);
}

function rebased(sum: RunningSum, epoch: number): number {
  return sum.mass === 0 ? 0 : sum.mass * 2 ** (sum.epoch - epoch);
}
