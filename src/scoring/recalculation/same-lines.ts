import { scaledAmount } from '../../value';
import type { ScoredContribution, ScoredEvidence } from '../scoring';
import type { EventChunk } from './event-chunk';
import { idLength } from './event-places';
import { FieldReader } from './field-reader';
import type { PerEvent } from './per-event';
import type { RowIndex } from './row-index';
import { carriesMass } from './said-evidence';

/** Reads the rest of a row, after its event and ordinal: whether it is what the hooks say there. */
export type Says<Item> = (row: FieldReader, item: Item, place: number, event: number) => boolean;

/** Rows of the log or of the evidence beside what the hooks say. */
export interface Comparison<Item> {
  readonly text: string;
  readonly index: RowIndex;
  /** Place in the index of the chunk's first customer. */
  readonly from: number;
  readonly said: PerEvent<Item>;
  /** How many things each customer of the chunk must have. */
  readonly counts: Int32Array;
  readonly says: Says<Item>;
}

/**
 * Whether the rows of a customer are what the hooks say: each of them, and none besides. Rows have an event and an
 * ordinal of their own, so that as many as are wanted, each of them wanted, are all of them.
 */
export function comparingRows<Item extends { readonly ordinal: number }>(
  { places }: EventChunk,
  { text, index, from, said, counts, says }: Comparison<Item>,
): (slot: number) => boolean {
  const row = new FieldReader(text, ' ');
  const isWanted = (slot: number): boolean => {
    const event = places.find(slot, text, row.at);
    if (event < 0) return false;
    row.skip(idLength + 1);
    const ordinal = row.integer();
    const end = said.endOf(event);
    let place = said.firstOf(event);
    while (place < end && said.items[place]?.ordinal !== ordinal) place += 1;
    const item = place < end ? said.items[place] : undefined;
    return item !== undefined && says(row, item, place, event);
  };
  return (slot) => {
    if (index.countOf(from + slot) !== (counts[slot] ?? 0)) return false;
    let isSame = true;
    index.eachOf(from + slot, (start, end) => {
      if (!isSame) return;
      row.read(start, end);
      isSame = isWanted(slot);
    });
    return isSame;
  };
}

/** @param factors by what daily caps reduce contributions, by their places */
export function saysContribution(
  chunk: EventChunk,
  contributions: PerEvent<ScoredContribution>,
  factors: ReadonlyMap<number, number>,
): Says<ScoredContribution> {
  const { occurredAt, brandIds, actorIds } = chunk;
  const quoted = new Map<string, string>();
  return (line, { plugin, signal, halfLifeDays, amount, path }, place, event) => {
    const at = occurredAt[event] ?? 0;
    const { epoch, scaled } = scaledAmount(amount * (factors.get(place) ?? 1), at, halfLifeDays);
    if (line.integer() !== halfLifeDays || line.integer() !== epoch) return false;
    if (line.integer() !== brandIds[event] || line.integer() !== actorIds[event]) return false;
    if (line.integer() !== scaled) return false;
    const mass = carriesMass(chunk, contributions, place) ? scaledAmount(1, at, halfLifeDays).scaled : 0;
    if (line.integer() !== mass) return false;
    return Number(line.next()) === amount && line.has(plugin) && line.has(pathText(path, quoted)) && line.ends(signal);
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
  line.ends(evidence);
