import type { Assessed } from './leave-out';
import { compareText } from './order';
import type { Topic } from './topics';

/** What a topic did to the index between two instants, and why. */
export interface TopicChange {
  readonly id: string;
  readonly label: string;
  readonly plugin: string;
  readonly before: number;
  readonly after: number;
  readonly difference: number;
  readonly text: string;
}

/** A value with its topics, and the signals of what happened after the earlier instant. */
export interface Told {
  readonly assessed: Assessed;
  readonly topics: readonly Topic[];
}

/**
 * The exact difference of two decompositions, strongest first: the differences of all topics add up to that of the index.
 *
 * @param newContacts how many contacts each signal has in the later value that the earlier one did not have
 */
export function changesBetween(
  before: Told,
  after: Told,
  newContacts: ReadonlyMap<string, number>,
): readonly TopicChange[] {
  const earlier = new Map(before.topics.map((topic) => [topic.id, topic]));
  const later = new Map(after.topics.map((topic) => [topic.id, topic]));
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .flatMap((id) => {
      const [old, now] = [earlier.get(id), later.get(id)];
      const topic = now ?? old;
      return topic === undefined ? [] : [change(topic, old?.value ?? 0, now?.value ?? 0, newContacts)];
    })
    .filter(({ difference }) => difference !== 0)
    .toSorted((one, other) => Math.abs(other.difference) - Math.abs(one.difference) || compareText(one.id, other.id));
}

function change(
  { id, label, plugin, signal }: Topic,
  before: number,
  after: number,
  newContacts: ReadonlyMap<string, number>,
): TopicChange {
  const difference = after - before;
  const contacts = signal === null ? 0 : (newContacts.get(signal) ?? 0);
  const figures = `${label}: ${signed(difference)} points, from ${before.toFixed(1)} to ${after.toFixed(1)}`;
  return {
    id,
    label,
    plugin,
    before,
    after,
    difference,
    text: `${figures}; ${reason(signal, contacts, before, after)}.`,
  };
}

function reason(signal: string | null, contacts: number, before: number, after: number): string {
  if (contacts > 0) return contacts === 1 ? 'one new contact' : `${contacts} new contacts`;
  if (signal === null) return 'what it rests on changed or aged';
  return Math.abs(after) < Math.abs(before)
    ? 'nothing new, so it fades'
    : 'nothing new; other evidence faded, so it weighs more';
}

const signed = (value: number): string => `${value < 0 ? '' : '+'}${value.toFixed(1)}`;
