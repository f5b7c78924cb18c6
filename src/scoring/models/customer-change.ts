import { type ComponentId, compareText, linesBySignal, type ModelDocument, type ValueLine } from '../../value';
import type { Evaluation } from '../evaluate';
import { type ClassChange, type Classed, classChanges } from './class-judge';
import type { Part } from './comparison';

/** What another model makes of one customer, with the exact reasons: the parts add up to the change. */
export interface CustomerChange {
  readonly customerId: number;
  readonly before: number;
  readonly after: number;
  readonly change: number;
  readonly gradeBefore: string;
  readonly gradeAfter: string;
  /** Every class it moves between, the grade among them, each with the reason. */
  readonly classChanges: readonly ClassChange[];
  readonly byPlugin: readonly Part[];
  /** Largest first; `component signal`, or the line of the component. */
  readonly bySignal: readonly Part[];
}

interface Side {
  readonly evaluation: Evaluation;
  readonly model: ModelDocument;
}

/**
 * The same evidence under two models. Both decompositions are exact, so their difference is.
 *
 * @param moved changes of classes that other figures than the value decide
 */
export function customerChange(before: Side, after: Side, moved: readonly ClassChange[] = []): CustomerChange {
  const [old, now] = [weighted(before), weighted(after)];
  const { customerId } = before.evaluation;
  return {
    customerId,
    before: before.evaluation.rvi,
    after: after.evaluation.rvi,
    change: after.evaluation.rvi - before.evaluation.rvi,
    gradeBefore: before.evaluation.grade,
    gradeAfter: after.evaluation.grade,
    classChanges: [...classChanges('grade', gradeOf(before), gradeOf(after)), ...moved],
    byPlugin: differenceBy(old, now, ({ plugin }) => plugin),
    bySignal: differenceBy(old, now, ({ component, signal, id }) => (signal === null ? id : `${component} ${signal}`)),
  };
}

function gradeOf({ evaluation, model }: Side): readonly Classed[] {
  const { A, B, C } = model.grades;
  const reason = `The mass of evidence is ${evaluation.mass.toFixed(2)}; A asks for ${A}, B for ${B}, C for ${C}.`;
  return [{ about: null, class: evaluation.grade, reason }];
}

/** The lines of the index: those of each component times its share. */
function weighted({ evaluation, model }: Side): readonly ValueLine[] {
  const naming = { actor: (id: string) => id };
  const lines = linesBySignal({ assessment: evaluation, evidence: evaluation.evidence, model }, naming);
  const shareOf = (component: ComponentId): number => model.composite[component];
  return lines.map((line) => ({ ...line, value: line.value * shareOf(line.component) }));
}

/** What each name gained or lost; names that stand still are left out. */
export function differenceBy(
  before: readonly ValueLine[],
  after: readonly ValueLine[],
  nameOf: (line: ValueLine) => string,
): readonly Part[] {
  const changes = new Map<string, number>();
  for (const line of after) changes.set(nameOf(line), (changes.get(nameOf(line)) ?? 0) + line.value);
  for (const line of before) changes.set(nameOf(line), (changes.get(nameOf(line)) ?? 0) - line.value);
  return [...changes]
    .filter(([, change]) => change !== 0)
    .map(([name, change]) => ({ name, change }))
    .toSorted((one, other) => Math.abs(other.change) - Math.abs(one.change) || compareText(one.name, other.name));
}
