import { maximumPageSize, RapportError, type Reader } from '../sdk';
import { commonLines, eventLines, linesBySignal, type Naming } from '../value';
import { type ContributionKey, readContributionKey } from './contribution-key';
import {
  type ContributionLine,
  contributionLines,
  type Shares,
  type Shown,
  sumOf,
  type Titles,
  type TracedLine,
} from './contribution-lines';
import type { LogEvaluation } from './evaluate';
import { type Evaluated, evaluateKeys, evaluateKeysByEvent, evaluateServiceKeys } from './evaluate-keys';
import type { ModelLibrary } from './model-library';
import { readNames } from './names.store';

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
 * What the values named by the keys are made of, strongest first, in the order of the keys. As many statements for many
 * keys as for one. Lines beyond the first are summed up in a last one, so that the lines of every list add up.
 *
 * @throws RapportError BAD_INPUT, PAGE_TOO_LARGE for an impossible `first`; READ_OVERTAKEN when an interaction arrived
 *   between the reading of a value and that of its parts
 */
export async function readContributions(
  reader: Reader,
  { keys, by, first }: ContributionQuestion,
  models: ModelLibrary,
  titles: Titles,
): Promise<readonly (readonly ContributionLine[])[]> {
  const limit = checkedLimit(first) ?? (by === 'event' ? defaultEventLines : undefined);
  const questions = keys.map(readContributionKey);
  const evaluated = await evaluatedFor(reader, questions, by, models);
  const naming = await namingOf(reader, evaluated);
  return questions.map((question, index) => {
    const value = evaluated[index] ?? null;
    if (value === null) return [];
    const shown = { assessed: value, customerId: question.request.customerId, by, first: limit, titles };
    const lines = contributionLines(linesOf(value, naming), {
      ...shown,
      shares: sharesOf(question, value),
    } satisfies Shown);
    requireSum(lines, question);
    return lines;
  });
}

/** The service component is computed by itself, because consumers have it, too. */
async function evaluatedFor(
  reader: Reader,
  questions: readonly ContributionKey[],
  by: ContributionGrouping,
  models: ModelLibrary,
): Promise<readonly (Evaluated | null)[]> {
  const isService = ({ part }: ContributionKey) => part === 'service';
  const services = await evaluateServiceKeys(reader, questions.filter(isService), models);
  const others = questions.filter((question) => !isService(question));
  const rest = await (by === 'event' ? evaluateKeysByEvent : evaluateKeys)(reader, others, models);
  const [nextService, nextOther] = [services.values(), rest.values()];
  return questions.map((question) => (isService(question) ? nextService : nextOther).next().value ?? null);
}

/** Lines by event where the evaluation holds the log, by kind of evidence otherwise. */
export function linesOf(value: Evaluated, naming: Naming): readonly TracedLine[] {
  const { evaluation } = value;
  if (!isFromLog(evaluation)) return linesBySignal(value, naming);
  const { rows, all, at } = evaluation;
  return [...eventLines(value, rows, at.getTime(), all), ...commonLines(value, naming)];
}

const isFromLog = (evaluation: object): evaluation is LogEvaluation => 'rows' in evaluation;

/** The names of our own people that durability hangs on. One statement, none without people. */
export async function namingOf(reader: Reader, evaluated: readonly (Evaluated | null)[]): Promise<Naming> {
  const ids = new Set(evaluated.flatMap((value) => [...(value?.evidence.actors.keys() ?? [])]));
  const names = await readNames(reader, [...ids].map(Number));
  return { actor: (id) => names.get(Number(id)) ?? `team member ${id}` };
}

function sharesOf({ part }: ContributionKey, { model }: Evaluated): Shares {
  return part === 'rvi' ? model.composite : { [part]: 1 };
}

function checkedLimit(first: number | null | undefined): number | undefined {
  if (first === null || first === undefined) return undefined;
  if (first < 1) throw new RapportError('BAD_INPUT', 'first must be at least 1.');
  if (first <= maximumPageSize) return first;
  throw new RapportError('PAGE_TOO_LARGE', `first may be at most ${maximumPageSize}; ${first} were asked for.`);
}

/** Parts that do not add up are worse than none: the value and its parts were then read around a change. */
function requireSum(lines: readonly ContributionLine[], { value, request }: ContributionKey): void {
  const size = lines.reduce((sum, line) => sum + Math.abs(line.value), 0);
  if (Math.abs(sumOf(lines) - value) <= 1e-9 * Math.max(1, size)) return;
  throw new RapportError('READ_OVERTAKEN', 'The value changed while its contributions were being read. Ask again.', {
    customerId: request.customerId,
  });
}
