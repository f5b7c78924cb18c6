import { maximumPageSize, RapportError, type Reader } from '../sdk';
import { groupBy } from '../shared/group-by';
import { type ContributionKey, readContributionKey } from './contribution-key';
import {
  type ContributionLine,
  fold,
  linesByEvent,
  linesByPlugin,
  linesBySignal,
  sumOf,
  type Titles,
} from './contribution-lines';
import { type Evaluation, evaluate } from './evaluate';
import { readEventLines } from './event-lines.store';
import type { ModelInForce } from './model';

/** What the lines stand for. */
export type ContributionGrouping = 'plugin' | 'signal' | 'event';

export interface ContributionQuestion {
  /** As components carry them. */
  readonly keys: readonly string[];
  readonly by: ContributionGrouping;
  /** How many lines; absent: all of plugins and signals, the 20 strongest of events. */
  readonly first?: number | null | undefined;
}

export const defaultEventLines = 20;

/**
 * What the values named by the keys are made of, strongest first, in the order of the keys. One statement, two by event.
 * Lines beyond the first are summed up in a last one, so that the lines of every list add up to its value.
 *
 * @throws RapportError BAD_INPUT, PAGE_TOO_LARGE for an impossible `first`; READ_OVERTAKEN when an interaction arrived
 *   between the reading of a value and that of its parts
 */
export async function readContributions(
  reader: Reader,
  { keys, by, first }: ContributionQuestion,
  model: ModelInForce,
  titles: Titles,
): Promise<readonly (readonly ContributionLine[])[]> {
  const limit = checkedLimit(first);
  const questions = keys.map(readContributionKey);
  const evaluations = await evaluate(reader, questions, model.document);
  const lists = await linesOf(reader, evaluations, { by, limit }, model, titles);
  for (const [index, question] of questions.entries()) requireSum(lists[index] ?? [], question);
  return lists;
}

async function linesOf(
  reader: Reader,
  evaluations: readonly (Evaluation | null)[],
  { by, limit }: { readonly by: ContributionGrouping; readonly limit: number | undefined },
  { document }: ModelInForce,
  titles: Titles,
): Promise<readonly (readonly ContributionLine[])[]> {
  if (by === 'plugin')
    return evaluations.map((each) => (each === null ? [] : fold(linesByPlugin(each, document, titles), limit)));
  if (by === 'signal')
    return evaluations.map((each) => (each === null ? [] : fold(linesBySignal(each, document), limit)));
  const present = evaluations.filter((each) => each !== null);
  const rows = await readEventLines(reader, present, document, limit ?? defaultEventLines);
  const bySlot = groupBy(rows, ({ slot }) => slot);
  return evaluations.map((each) =>
    each === null ? [] : linesByEvent(bySlot.get(present.indexOf(each) + 1) ?? [], document),
  );
}

function checkedLimit(first: number | null | undefined): number | undefined {
  if (first === null || first === undefined) return undefined;
  if (first < 1) throw new RapportError('BAD_INPUT', 'first must be at least 1.');
  if (first <= maximumPageSize) return first;
  throw new RapportError('PAGE_TOO_LARGE', `first may be at most ${maximumPageSize}; ${first} were asked for.`);
}

/** Parts that do not add up are worse than none: the value and its parts were then read around a change. */
function requireSum(lines: readonly ContributionLine[], { value, customerId }: ContributionKey): void {
  const size = lines.reduce((sum, line) => sum + Math.abs(line.value), 0);
  if (Math.abs(sumOf(lines) - value) <= 1e-9 * Math.max(1, size)) return;
  throw new RapportError('READ_OVERTAKEN', 'The value changed while its contributions were being read. Ask again.', {
    customerId,
  });
}
