import type { Pace } from './pace';

/** A connection that is read through. */
export interface LaneState {
  readonly fault: Error | null;
  /** Names of the statements under way; the first one runs, the others lie ready behind it. */
  readonly underWay: readonly (string | undefined)[];
  /** When the one that runs could begin, in milliseconds. */
  readonly since: number;
}

/** How many quick statements are sent to the database at a time; what is not quick, or late, does not count. */
export interface LaneLimits {
  readonly lanes: number;
  /** Statements on one connection: while one runs the next lies there already, so that the server need not wait for us. */
  readonly depth: number;
}

/** What counts at the moment of the choice. */
export interface Moment {
  readonly pace: Pace;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * Every connection is read through, and on each one statement lies ready. On 2 cores, with 16 callers, two connections with three
 * statements each answered fewer, and the slowest of them later; without any that lies ready the slowest come a little sooner, but
 * a tenth fewer are answered.
 */
export const limitsOf = (connections: number): LaneLimits => ({ lanes: connections, depth: 2 });

/** Lanes of which it is known that they will soon be free: one more would only slow them down once there are enough. */
export function countQuick(lanes: Iterable<LaneState>, moment: Moment): number {
  let count = 0;
  for (const lane of lanes) if (isQuick(lane, moment)) count += 1;
  return count;
}

/**
 * The lane that the next statement is best sent to: an idle one, or the one with the fewest quick statements before it, and
 * among those the one whose statement has run the longest. Null: none, it is better off waiting for whichever is free first.
 */
export function chooseLane<Lane extends LaneState>(lanes: Iterable<Lane>, depth: number, moment: Moment): Lane | null {
  let best: Lane | null = null;
  for (const lane of lanes) {
    if (lane.underWay.length >= depth || !isBetter(lane, best)) continue;
    if (isQuick(lane, moment)) best = lane;
  }
  return best;
}

function isBetter(lane: LaneState, than: LaneState | null): boolean {
  if (than === null) return true;
  const [own, others] = [lane.underWay.length, than.underWay.length];
  return own === others ? own > 0 && lane.since < than.since : own < others;
}

/** Whether all under way is quick by experience, and what runs does not contradict that. */
function isQuick({ fault, underWay, since }: LaneState, { pace, now }: Moment): boolean {
  if (fault !== null) return false;
  if (underWay.length > 0 && pace.isLate(underWay[0], now - since)) return false;
  for (const name of underWay) if (!pace.isQuick(name)) return false;
  return true;
}
