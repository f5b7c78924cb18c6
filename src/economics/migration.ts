import { type FigureLabel, type Interval } from './figure';
import { normalCdf, normalQuantile } from './numerics/normal';

/** What a touch through a channel adds to the probability of a response, by a comparison with no touch. */
export interface ChannelUplift {
  readonly uplift: number;
  readonly standardError: number;
  readonly label: Extract<FigureLabel, 'causal' | 'modelled'>;
}

export interface ChannelTouch {
  /** Minor units per touch, by the rate card. */
  readonly costMinor: number;
  readonly effect: ChannelUplift;
}

export interface Move {
  /** Touches of the period and the share of them to move, 0 to 1. */
  readonly touches: number;
  readonly share: number;
  readonly from: ChannelTouch;
  readonly to: ChannelTouch;
  /** What a response is worth, in minor units. */
  readonly responseValueMinor: number;
  readonly consentForTarget: 'given' | 'missing';
  /** Evidence of the customer in the target channel, by the value model. */
  readonly evidenceInTarget: 'positive' | 'none';
}

export type MoveAdvice = 'move' | 'test' | 'keep';

/** What moving touches to another channel comes to, in minor units of the period. */
export interface MoveResult {
  readonly label: 'causal' | 'modelled';
  readonly method: string;
  readonly savingMinor: number;
  readonly valueChangeMinor: number;
  readonly netMinor: number;
  readonly standardError: number;
  readonly interval: Interval;
  /** P(net > 0). */
  readonly probabilityOfGain: number;
  readonly advice: MoveAdvice;
  /** Every reason against a move, as sentences; empty when moving is advised. */
  readonly reasons: readonly string[];
}

const neededProbability = 0.9;
const level = 0.8;

/**
 * Weighs what a cheaper channel saves against what it may lose. A saving alone is no reason to move: the advice is `move` only
 * when a gain is probable enough, both effects were measured, and the customer consents to the channel and uses it. `keep`
 * stands where a loss is expected or consent is missing, so that not even a test is advised.
 *
 * @throws RangeError for a share outside 0 to 1, or numbers that cannot be
 */
export function migration(move: Move): MoveResult {
  const { from, to, responseValueMinor: value } = move;
  if (!(move.share >= 0 && move.share <= 1 && move.touches >= 0)) {
    throw new RangeError('Touches to move are a share between 0 and 1 of a number that is not negative.');
  }
  const moved = move.touches * move.share;
  const savingMinor = moved * (from.costMinor - to.costMinor);
  const valueChangeMinor = moved * value * (to.effect.uplift - from.effect.uplift);
  const netMinor = savingMinor + valueChangeMinor;
  const standardError = moved * Math.abs(value) * Math.hypot(from.effect.standardError, to.effect.standardError);
  const probabilityOfGain = chanceOfGain(netMinor, standardError);
  const reach = normalQuantile((1 + level) / 2) * standardError;
  const reasons = reasonsAgainst(move, netMinor, probabilityOfGain);
  return {
    label: isMeasured(move) ? 'causal' : 'modelled',
    method: 'difference of two uplifts, normal law',
    savingMinor,
    valueChangeMinor,
    netMinor,
    standardError,
    interval: { low: netMinor - reach, high: netMinor + reach, level, method: 'normal law' },
    probabilityOfGain,
    advice: adviceOf(move, netMinor, reasons),
    reasons,
  };
}

function chanceOfGain(net: number, standardError: number): number {
  if (standardError > 0) return normalCdf(net / standardError);
  return net > 0 ? 1 : 0;
}

function adviceOf(move: Move, netMinor: number, reasons: readonly string[]): MoveAdvice {
  if (netMinor <= 0 || move.consentForTarget === 'missing') return 'keep';
  return reasons.length === 0 ? 'move' : 'test';
}

function isMeasured({ from, to }: Move): boolean {
  return from.effect.label === 'causal' && to.effect.label === 'causal';
}

function reasonsAgainst(move: Move, netMinor: number, probability: number): readonly string[] {
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  return [
    netMinor <= 0 && 'The value expected to be lost is not less than the cost saved.',
    probability < neededProbability &&
      `A gain has a probability of ${percent(probability)}; a move needs ${percent(neededProbability)}.`,
    !isMeasured(move) && 'The effects of the channels are assumed, not measured in an experiment.',
    move.consentForTarget === 'missing' && 'The customer has not consented to the other channel.',
    move.evidenceInTarget === 'none' && 'The customer has shown no positive response in the other channel.',
  ].filter((reason) => reason !== false);
}
