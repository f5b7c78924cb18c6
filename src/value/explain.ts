import type { Assessed } from './leave-out';
import type { ValueLine } from './line';
import type { CountedContribution } from './log-evidence';
import { compareText } from './order';
import type { Topic } from './topics';

/** One reason for a value, in words, with its figure and where it can be looked up. */
export interface Sentence {
  readonly text: string;
  /** Names the line: a signal, or a part of a component. */
  readonly line: string;
  /** Points of the index. */
  readonly value: number;
  readonly basis: Topic['basis'];
  /** The events that weigh most in it, strongest first. */
  readonly events: readonly string[];
  /** Requests and needs it is about. */
  readonly cases: readonly string[];
}

const mostSentences = 5;
const mostEvents = 3;

/** What the sentences are made from: the topics of a value, and its lines by event. */
export interface Explained {
  readonly assessed: Assessed;
  readonly topics: readonly Topic[];
  readonly events: readonly (ValueLine & { readonly row: CountedContribution })[];
}

/**
 * The five strongest reasons for a value and the five strongest against it, strongest first, and whether more sending
 * would lower it: said exactly when our side of the dialogue, or one more unit of it, takes from the reciprocity.
 */
export function explain(explained: Explained): readonly Sentence[] {
  const strongest = explained.topics
    .filter(({ value }) => value !== 0)
    .toSorted((left, right) => Math.abs(right.value) - Math.abs(left.value) || compareText(left.id, right.id));
  const chosen = [
    ...strongest.filter(({ value }) => value > 0).slice(0, mostSentences),
    ...strongest.filter(({ value }) => value < 0).slice(0, mostSentences),
  ];
  return [...chosen.map((topic) => sentence(topic, explained)), ...sendingTooMuch(explained)];
}

function sentence(topic: Topic, explained: Explained): Sentence {
  const { id, label, value, basis, signal, lines } = topic;
  const events = strongestEvents(topic, explained);
  const contacts = new Set(explained.events.filter((line) => line.signal === signal).map(({ row }) => row.eventId))
    .size;
  const verb = value > 0 ? 'adds' : 'takes';
  const figure = `${verb} ${points(value)} points; the index is ${points(explained.assessed.assessment.rvi, 'signed')}`;
  const counted = signal === null ? '' : ` (${contacts} ${contacts === 1 ? 'contact' : 'contacts'})`;
  const cases = lines.flatMap(({ removals }) => removals.flatMap((each) => (each.kind === 'case' ? [each.id] : [])));
  return { text: `${label}${counted} ${figure}.`, line: id, value, basis, events, cases };
}

/** Of a topic without a signal: the events its lines point at. */
function strongestEvents({ signal, lines }: Topic, { events, assessed }: Explained): readonly string[] {
  if (signal === null) return unique(lines.flatMap(({ event }) => event?.eventId ?? [])).slice(0, mostEvents);
  const sizes = new Map<string, number>();
  for (const line of events) {
    if (line.signal !== signal) continue;
    const size = assessed.model.composite[line.component] * line.value;
    sizes.set(line.row.eventId, (sizes.get(line.row.eventId) ?? 0) + size);
  }
  return [...sizes]
    .toSorted(([one, left], [other, right]) => Math.abs(right) - Math.abs(left) || compareText(one, other))
    .slice(0, mostEvents)
    .map(([eventId]) => eventId);
}

function sendingTooMuch({ assessed, events }: Explained): readonly Sentence[] {
  const { inbound, outbound } = assessed.assessment.reciprocity;
  const { model, evidence } = assessed;
  const units = (side: 'dialogueIn' | 'dialogueOut') =>
    [...evidence.dialogue].reduce((sum, [signal, amount]) => {
      return sum + Math.max(0, amount) * (model.signals[signal]?.[side] ?? 0);
    }, 0);
  const [into, out] = [units('dialogueIn'), units('dialogueOut')];
  if (!moreSendingLowers(into, out, outbound.value, model.reciprocity.kappa)) return [];
  const value = model.composite.reciprocity * outbound.value;
  const said = events.filter(
    ({ component, signal }) => component === 'reciprocity' && outbound.leaves.has(signal ?? ''),
  );
  const latest = said.toSorted((left, right) => right.row.occurredAt - left.row.occurredAt);
  const text = `More sending now lowers the score: of ${points(into + out)} units of dialogue ${points(out)} are ours; they count ${points(model.composite.reciprocity * outbound.value, 'signed')} points, the customer's answers ${points(model.composite.reciprocity * inbound.value, 'signed')}.`;
  return [
    {
      text,
      line: 'reciprocity outbound',
      value,
      basis: 'recorded',
      events: unique(latest.map(({ row }) => row.eventId)).slice(0, mostEvents),
      cases: [],
    },
  ];
}

/** Where the customer is silent the reciprocity is 0 whatever we send: nothing is left to lose. */
export function moreSendingLowers(into: number, out: number, share: number, kappa: number): boolean {
  return share < 0 || (into > 0 && out > into + kappa);
}

function points(value: number, sign: 'signed' | 'plain' = 'plain'): string {
  return sign === 'plain' ? Math.abs(value).toFixed(1) : value.toFixed(1);
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)];
