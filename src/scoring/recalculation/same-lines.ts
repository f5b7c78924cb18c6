import { scaledAmount } from '../../value';
import type { ScoredContribution, ScoredEvidence } from '../scoring';
import type { EventChunk } from './event-chunk';
import { FieldReader } from './field-reader';
import type { PerEvent } from './per-event';
import type { Written } from './unchanged.store';

/** Reads the rest of a line, after its event and ordinal: whether it is what the hooks say there. */
export type Says<Item> = (line: FieldReader, item: Item, place: number, event: number) => boolean;

interface Wanted<Item> {
  readonly said: PerEvent<Item>;
  /** How many things the customer must have. */
  readonly count: number;
  readonly says: Says<Item>;
}

/**
 * Whether the rows of a customer are what the hooks say: each of them, and none besides. Rows have an event and an
 * ordinal of their own, so that as many as are wanted, each of them wanted, are all of them.
 */
export function sameLines<Item extends { readonly ordinal: number }>(
  written: Written | undefined,
  slot: number,
  { places, slots }: EventChunk,
  { said, count, says }: Wanted<Item>,
): boolean {
  if (written === undefined || written.rows !== count) return (written?.rows ?? 0) === count;
  const line = new FieldReader(written.lines, ' ');
  for (let row = 0; row < count; row += 1) {
    const event = places.get(line.next());
    if (event === undefined || slots[event] !== slot) return false;
    const ordinal = line.integer();
    let place = said.firstOf(event);
    const end = said.endOf(event);
    while (place < end && said.items[place]?.ordinal !== ordinal) place += 1;
    const item = place < end ? said.items[place] : undefined;
    if (item === undefined || !says(line, item, place, event)) return false;
  }
  return line.isAtEnd;
}

/** @param factors by what daily caps reduce contributions, by their places */
export function saysContribution(
  { occurredAt, brandIds, actorIds, columns: { direction } }: EventChunk,
  contributions: PerEvent<ScoredContribution>,
  factors: ReadonlyMap<number, number>,
): Says<ScoredContribution> {
  const quoted = new Map<string, string>();
  const ours = direction.values.indexOf('out');
  return (line, { signal, halfLifeDays, amount, path }, place, event) => {
    const at = occurredAt[event] ?? 0;
    const { epoch, scaled } = scaledAmount(amount * (factors.get(place) ?? 1), at, halfLifeDays);
    if (line.integer() !== halfLifeDays || line.integer() !== epoch) return false;
    if (line.integer() !== brandIds[event] || line.integer() !== actorIds[event]) return false;
    if (line.integer() !== scaled) return false;
    const carriesMass = place === contributions.firstOf(event) && direction.codes[event] !== ours;
    if (line.integer() !== (carriesMass ? scaledAmount(1, at, halfLifeDays).scaled : 0)) return false;
    return Number(line.next()) === amount && line.has(pathText(path, quoted)) && line.endsLine(signal);
  };
}

function pathText(path: string | null, quoted: Map<string, string>): string {
  if (path === null) return '-';
  const known = quoted.get(path);
  if (known !== undefined) return known;
  const text = JSON.stringify(path);
  quoted.set(path, text);
  return text;
}

export const saysEvidence: Says<ScoredEvidence> = (line, { brandId, evidence, stage, points, confirming }) =>
  line.integer() === brandId &&
  line.integer() === stage &&
  line.integer() === (confirming ? 1 : 0) &&
  Number(line.next()) === points &&
  line.endsLine(evidence);
