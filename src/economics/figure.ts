/**
 * What a figure rests on. `recorded`: a sum of evidence. `causal`: measured in a randomised comparison. `modelled`: computed
 * under assumptions that are listed with it. `allocated`: a share of a larger figure, spread by a key.
 */
export type FigureLabel = 'recorded' | 'causal' | 'modelled' | 'allocated';

/** A range with the share of cases it is to cover (0.8 for 80 %) and the way it was found. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly method: string;
}

/** A figure that is not a sum of evidence: never without an interval, the name of its method and its assumptions. */
export interface Estimate<Label extends 'causal' | 'modelled' = 'causal' | 'modelled'> {
  readonly label: Label;
  readonly mean: number;
  readonly interval: Interval;
  readonly method: string;
  readonly assumptions: readonly string[];
}

/** The answer where the evidence does not carry a figure. */
export interface NotStated {
  readonly kind: 'not stated';
  /** A sentence that may be shown as it is. */
  readonly reason: string;
}
