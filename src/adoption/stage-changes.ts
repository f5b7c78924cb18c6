import { dayMs } from '../value';
import type { AdoptionEvidenceData } from './adoption-reader';
import type { LadderStep, StageNumber } from './ladder';

/** A change of stage, with why in a sentence. `evidence` is null where a stage faded for lack of any. */
export interface StageChangeData {
  readonly at: Date;
  readonly from: StageNumber;
  readonly to: StageNumber;
  readonly because: string;
  readonly evidence: AdoptionEvidenceData | null;
}

const stageNames: Readonly<Record<StageNumber, string>> = {
  0: 'unaware',
  1: 'aware',
  2: 'educated',
  3: 'convinced',
  4: 'advocate',
};

/** The steps of a ladder in words, oldest first; before the first one the stage is 0. */
export function stageChanges(
  steps: readonly LadderStep[],
  evidenceOf: (item: string) => AdoptionEvidenceData | null,
): readonly StageChangeData[] {
  return steps.map(({ at, stage: to, cause }, index) => {
    const from = steps[index - 1]?.stage ?? 0;
    const evidence = 'item' in cause ? evidenceOf(cause.item) : null;
    return { at: dateOf(at), from, to, because: sentence(from, to, evidence), evidence };
  });
}

function sentence(from: StageNumber, to: StageNumber, evidence: AdoptionEvidenceData | null): string {
  if (evidence === null) return `Nothing new kept the stage ${stageNames[from]}; it faded to ${stageNames[to]}.`;
  const points = `${evidence.points > 0 ? '+' : ''}${evidence.points} points for ${stageNames[evidence.stage]}`;
  return to > from
    ? `${evidence.label} (${points}) completed the evidence for ${stageNames[to]}.`
    : `${evidence.label} (${points}) took away the evidence for ${stageNames[from]}.`;
}

export function dateOf(days: number): Date {
  return new Date(Math.round(days * dayMs));
}
