import type { Reader } from '../sdk';
import { encodeGlobalId } from '../shared/global-id';
import {
  type CountedContribution,
  changesBetween,
  compareText,
  eventLines,
  explain,
  linesBySignal,
  type Naming,
  type Sentence,
  type StabilityInterval,
  stabilityInterval,
  type TopicChange,
  topicsOf,
} from '../value';
import { readValueKey } from './contribution-key';
import { type ContributionEvidence, eventEvidence } from './contribution-lines';
import { namingOf } from './contributions';
import type { LogEvaluation } from './evaluate';
import { type Evaluated, evaluateKeysByEvent } from './evaluate-keys';
import type { ModelLibrary } from './model-library';
import { checkedInstant } from './values';

export interface SentenceData extends Omit<Sentence, 'events' | 'cases'> {
  readonly evidence: readonly ContributionEvidence[];
  readonly needIds: readonly string[];
}

export interface ExplanationData {
  readonly sentences: readonly SentenceData[];
}

export interface ValueChangeData {
  readonly since: Date;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  readonly changes: readonly TopicChange[];
}

export interface ChangeQuestion {
  readonly keys: readonly string[];
  readonly since: Date;
}

type FromLog = Evaluated<LogEvaluation>;

/** Values in words, in the order of the values' keys; null where none is computed. At most four statements. */
export async function readExplanations(
  reader: Reader,
  keys: readonly string[],
  models: ModelLibrary,
): Promise<readonly (ExplanationData | null)[]> {
  const evaluated = await evaluateKeysByEvent(reader, keys.map(readValueKey), models);
  const naming = await namingOf(reader, evaluated);
  return evaluated.map((value) => (value === null ? null : { sentences: sentencesOf(value, naming) }));
}

function sentencesOf(value: FromLog, naming: Naming): readonly SentenceData[] {
  const { rows, all, at, customerId } = value.evaluation;
  const events = eventLines(value, rows, at.getTime(), all);
  const topics = topicsOf(linesBySignal(value, naming), value.model);
  const byEvent = new Map(rows.map((row) => [row.eventId, row]));
  const ofMoney = new Map(
    value.evidence.money.flatMap(({ evidence }) => (evidence ? [[evidence.eventId, evidence]] : [])),
  );
  return explain({ assessed: value, topics, events }).map(({ events: ids, cases, ...sentence }) => ({
    ...sentence,
    evidence: ids.flatMap((id) => {
      const row = byEvent.get(id);
      const event = row ?? ofMoney.get(id);
      return event === undefined ? [] : [eventEvidence(event, customerId, row)];
    }),
    needIds: cases.map((id) => encodeGlobalId('Need', customerId, id)),
  }));
}

/** How much each value hangs on few events, in the order of the values' keys; null where none is computed. */
export async function readIntervals(
  reader: Reader,
  keys: readonly string[],
  models: ModelLibrary,
): Promise<readonly (StabilityInterval | null)[]> {
  const evaluated = await evaluateKeysByEvent(reader, keys.map(readValueKey), models);
  return evaluated.map((value) => {
    if (value === null) return null;
    const { rows, at } = value.evaluation;
    return stabilityInterval(value, rows, at.getTime());
  });
}

/**
 * What changed in each value since an earlier instant and why, from the same knowledge and by the same model.
 *
 * @throws RapportError BAD_INPUT for an instant outside the years 1900 to 2999
 */
export async function readChanges(
  reader: Reader,
  { keys, since }: ChangeQuestion,
  models: ModelLibrary,
): Promise<readonly (ValueChangeData | null)[]> {
  const earlier = checkedInstant('since', since);
  const nowKeys = keys.map(readValueKey);
  const oldKeys = nowKeys.map((key) => ({ ...key, request: { ...key.request, at: earlier } }));
  const evaluated = await evaluateKeysByEvent(reader, [...nowKeys, ...oldKeys], models);
  const naming = await namingOf(reader, evaluated);
  return nowKeys.map((_, index) => {
    const [after, before] = [evaluated[index], evaluated[index + nowKeys.length]];
    return after && before ? changeOf(before, after, naming, earlier) : null;
  });
}

function changeOf(before: FromLog, after: FromLog, naming: Naming, since: Date): ValueChangeData {
  const told = (value: FromLog) => ({ assessed: value, topics: topicsOf(linesBySignal(value, naming), value.model) });
  const [old, now] = [before.assessment.rvi, after.assessment.rvi];
  const contacts = newContacts(before.evaluation.rows, after.evaluation.rows);
  return {
    since,
    before: old,
    after: now,
    difference: now - old,
    changes: changesBetween(told(before), told(after), contacts),
  };
}

function newContacts(before: readonly CountedContribution[], after: readonly CountedContribution[]) {
  const known = new Set(before.map(({ eventId, signal }) => `${eventId} ${signal}`));
  const added = new Set(after.map(({ eventId, signal }) => `${eventId} ${signal}`).filter((id) => !known.has(id)));
  const counts = new Map<string, number>();
  for (const id of [...added].sort(compareText)) {
    const signal = id.slice(id.indexOf(' ') + 1);
    counts.set(signal, (counts.get(signal) ?? 0) + 1);
  }
  return counts;
}
