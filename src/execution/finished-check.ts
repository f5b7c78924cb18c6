import { Flood, largestAnswer, Misfit } from '../isolation';
import type { SelectedField } from '../sdk';

/**
 * Looks at what a plugin writes into the answer itself, before it stands there: JSON text of one value, no more than may be, with
 * the fields that were selected. Null: `load` is to be asked.
 *
 * @throws Misfit or Flood that name the field
 */
export function finishedText(coordinate: string, said: unknown, selection: readonly SelectedField[]): string | null {
  if (said === null) return null;
  if (typeof said !== 'string') throw new Misfit(`${coordinate} answers no text as its finished answer`);
  if (said.length > largestAnswer) {
    throw new Flood(`${coordinate} answers more than ${largestAnswer / 1_000_000} MB at once`);
  }
  if (!fits(parsed(coordinate, said), selection)) {
    throw new Misfit(`${coordinate} answers other fields than were selected as its finished answer`);
  }
  return said;
}

/** What the parser says quotes the text. */
function parsed(coordinate: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Misfit(`${coordinate} answers a text that is not one JSON value as its finished answer`);
  }
}

/** Whether every object in it has the keys of the selection, in their order. */
function fits(value: unknown, selection: readonly SelectedField[]): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.every((item) => fits(item, selection));
  if (typeof value !== 'object') return false;
  const members = Object.entries(value);
  if (members.length !== selection.length) return false;
  return members.every(([key, member], place) => {
    const { responseKey, below } = selection[place] ?? { responseKey: null, below: null };
    return key === responseKey && (below === null || fits(member, below));
  });
}
