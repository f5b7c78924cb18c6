/**
 * PURE. The adoption ladder of one customer and brand: a fold over evidence in the order of (time, id), so that the
 * result depends on the set of evidence alone, never on its arrival. Times are days since any fixed origin.
 */
export type StageNumber = 0 | 1 | 2 | 3 | 4;
export type ReachedStage = 1 | 2 | 3 | 4;
export type PerStage<Value> = Readonly<Record<ReachedStage, Value>>;

export interface LadderParameters {
  readonly halfLifeDays: PerStage<number>;
  /** Mass of evidence that reaches a stage. */
  readonly up: PerStage<number>;
  /** Mass below which a stage is lost; lower than `up`, so that stages do not flicker. */
  readonly down: PerStage<number>;
  /** How long a confirming item stays good, in half-lives of its stage. */
  readonly confirmHalfLives: number;
}

export interface LadderItem {
  readonly id: string;
  readonly at: number;
  readonly stage: ReachedStage;
  /** Negative points speak against the stage. */
  readonly points: number;
  readonly confirming: boolean;
}

/** A change of stage: by an item of evidence, or because a stage faded for lack of it. */
export interface LadderStep {
  readonly at: number;
  readonly stage: StageNumber;
  readonly cause: { readonly item: string } | { readonly faded: ReachedStage };
}

export interface LadderState {
  readonly stage: StageNumber;
  /** Every change, oldest first; before the first, the stage is 0. */
  readonly steps: readonly LadderStep[];
  /** Evidence mass per stage at the instant asked for. */
  readonly mass: PerStage<number>;
  /** When the stage is lost if nothing more is learned; null on stage 0. */
  readonly fallsBackAt: number | null;
}

interface Mass {
  readonly value: number;
  readonly writtenAt: number;
}

interface Climb {
  readonly stage: StageNumber;
  readonly masses: PerStage<Mass>;
  /** Time of the latest confirming item. */
  readonly confirmedAt: PerStage<number>;
  readonly steps: readonly LadderStep[];
}

const nothing: Mass = { value: 0, writtenAt: 0 };
const never = Number.NEGATIVE_INFINITY;
const start: Climb = {
  stage: 0,
  masses: { 1: nothing, 2: nothing, 3: nothing, 4: nothing },
  confirmedAt: { 1: never, 2: never, 3: never, 4: never },
  steps: [],
};

/** The stage at an instant, from all evidence up to it, with how it came about and how long it lasts. */
export function climb(evidence: readonly LadderItem[], parameters: LadderParameters, at: number): LadderState {
  const ordered = evidence.filter((item) => item.at <= at).toSorted(byTimeAndId);
  const climbed = ordered.reduce((state, item) => take(fade(state, parameters, item.at), item, parameters), start);
  const end = fade(climbed, parameters, at);
  const massOf = (stage: ReachedStage) => massAt(end, parameters, stage, at);
  return {
    stage: end.stage,
    steps: end.steps,
    mass: { 1: massOf(1), 2: massOf(2), 3: massOf(3), 4: massOf(4) },
    fallsBackAt: end.stage === 0 ? null : fadeTime(end, parameters, end.stage),
  };
}

function byTimeAndId(left: LadderItem, right: LadderItem): number {
  if (left.at !== right.at) return left.at - right.at;
  return left.id < right.id ? -1 : Number(left.id > right.id);
}

/** Takes the steps down that lie before an instant. Each lower step is taken as known: it starts with a full threshold. */
function fade(state: Climb, parameters: LadderParameters, before: number): Climb {
  let faded = state;
  while (faded.stage !== 0) {
    const lostAt = fadeTime(faded, parameters, faded.stage);
    if (lostAt >= before) break;
    faded = stepDown(faded, parameters, lostAt, { faded: faded.stage });
  }
  return faded;
}

function fadeTime(state: Climb, { halfLifeDays, down }: LadderParameters, stage: ReachedStage): number {
  const { value, writtenAt } = state.masses[stage];
  return writtenAt + halfLifeDays[stage] * Math.log2(value / down[stage]);
}

function stepDown(state: Climb, parameters: LadderParameters, at: number, cause: LadderStep['cause']): Climb {
  const stage = (state.stage - 1) as StageNumber;
  const steps = [...state.steps, { at, stage, cause }];
  if (stage === 0) return { ...state, stage, steps };
  const value = Math.max(massAt(state, parameters, stage, at), parameters.up[stage]);
  return { ...state, stage, steps, masses: { ...state.masses, [stage]: { value, writtenAt: at } } };
}

function take(state: Climb, item: LadderItem, parameters: LadderParameters): Climb {
  const value = Math.max(0, massAt(state, parameters, item.stage, item.at) + item.points);
  const isConfirming = item.confirming && item.points > 0;
  const counted: Climb = {
    ...state,
    masses: { ...state.masses, [item.stage]: { value, writtenAt: item.at } },
    confirmedAt: isConfirming ? { ...state.confirmedAt, [item.stage]: item.at } : state.confirmedAt,
  };
  const reached = highestReached(counted, parameters, item.at);
  const cause = { item: item.id };
  if (reached > counted.stage) {
    return { ...counted, stage: reached, steps: [...counted.steps, { at: item.at, stage: reached, cause }] };
  }
  const { stage } = counted;
  const isLost = stage !== 0 && item.points < 0 && massAt(counted, parameters, stage, item.at) < parameters.down[stage];
  return isLost ? stepDown(counted, parameters, item.at, cause) : counted;
}

/** The highest stage with enough mass and a confirming item that is still good; steps may be skipped. */
function highestReached(state: Climb, parameters: LadderParameters, at: number): StageNumber {
  const { up, halfLifeDays, confirmHalfLives } = parameters;
  const isReached = (stage: ReachedStage) =>
    massAt(state, parameters, stage, at) >= up[stage] &&
    at - state.confirmedAt[stage] <= confirmHalfLives * halfLifeDays[stage];
  return ([4, 3, 2, 1] as const).find(isReached) ?? 0;
}

function massAt(state: Climb, { halfLifeDays }: LadderParameters, stage: ReachedStage, at: number): number {
  const { value, writtenAt } = state.masses[stage];
  return value === 0 ? 0 : value * 2 ** (-(at - writtenAt) / halfLifeDays[stage]);
}
