/** Chances of the states, in their order; they add up to 1. */
export type Distribution = readonly number[];
/** Row by row: chances to go from a state to each of them. */
export type Transition = readonly Distribution[];

/** One period of a hidden Markov model. */
export interface Period {
  readonly transition: Transition;
  /** How probable what was seen is in each state; null for a period in which nothing could be seen. */
  readonly likelihood: readonly number[] | null;
}

export interface Filtered {
  /** After each period, given everything up to it. */
  readonly posterior: readonly Distribution[];
  /** Of all that was seen. */
  readonly logLikelihood: number;
}

/** Row of an ordered logit: its thresholds, rising, and what contacts move. */
export interface OrderedLogit {
  readonly thresholds: readonly number[];
  readonly effects: readonly number[];
}

/**
 * A posterior of stages for planning, never the stage that is shown: it overrides no confirming item. Transitions follow an
 * ordered logit of the contacts of a period: `P(s -> at most j) = L(mu_sj - rho_s . a)`.
 *
 * @param contacts one number for each effect
 */
export function orderedLogitTransition(rows: readonly OrderedLogit[], contacts: readonly number[]): Transition {
  return rows.map(({ thresholds, effects }) => {
    const push = effects.reduce((sum, effect, index) => sum + effect * (contacts[index] ?? 0), 0);
    const upTo = [...thresholds.map((threshold) => 1 / (1 + Math.exp(push - threshold))), 1];
    return upTo.map((chance, state) => chance - (upTo[state - 1] ?? 0));
  });
}

/** Forward in time, each step normalised. @throws RangeError when what was seen is impossible in every state */
export function filterStages(initial: Distribution, periods: readonly Period[]): Filtered {
  let [state, logLikelihood] = [initial, 0];
  const posterior = periods.map(({ transition, likelihood }) => {
    const predicted = initial.map((_, to) => sumOf(state, (chance, from) => chance * (transition[from]?.[to] ?? 0)));
    const joint = predicted.map((chance, to) => chance * (likelihood?.[to] ?? 1));
    const total = sumOf(joint, (chance) => chance);
    if (!(total > 0)) throw new RangeError('What was seen is impossible in every state.');
    logLikelihood += Math.log(total);
    state = joint.map((chance) => chance / total);
    return state;
  });
  return { posterior, logLikelihood };
}

/** Before the first period and after each, given everything that was seen, also later. @throws RangeError as above */
export function smoothStages(initial: Distribution, periods: readonly Period[]): readonly Distribution[] {
  const forward = [initial, ...filterStages(initial, periods).posterior];
  let later: readonly number[] = initial.map(() => 1);
  const backward = [later];
  for (const { transition, likelihood } of periods.toReversed()) {
    const seen = later;
    later = transition.map((row) => sumOf(row, (chance, to) => chance * (likelihood?.[to] ?? 1) * (seen[to] ?? 0)));
    backward.unshift(normalised(later));
    later = backward[0] ?? later;
  }
  return forward.map((state, time) =>
    normalised(state.map((chance, index) => chance * (backward[time]?.[index] ?? 0))),
  );
}

/** In nats: 0 when the state is certain. Shown with every posterior. */
export function entropyOf(distribution: Distribution): number {
  return sumOf(distribution, (chance) => (chance > 0 ? -chance * Math.log(chance) : 0));
}

function normalised(weights: readonly number[]): Distribution {
  const total = sumOf(weights, (weight) => weight);
  return weights.map((weight) => weight / total);
}

function sumOf(values: readonly number[], term: (value: number, index: number) => number): number {
  return values.reduce((sum, value, index) => sum + term(value, index), 0);
}
