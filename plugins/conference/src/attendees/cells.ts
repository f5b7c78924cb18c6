import { asNumber, RapportError } from 'rapport/sdk';

/** One of the allowed words, whatever its case and blanks: `No show`. @throws RapportError RECORD_MALFORMED */
export function wordIn<const Word extends string>(column: string, value: string, words: readonly Word[]): Word {
  const normalised = value.toLowerCase().replaceAll(/[\s-]+/g, '_');
  const word = words.find((candidate) => candidate === normalised);
  if (word === undefined) throw malformed(column, value, `one of ${words.join(', ')}`);
  return word;
}

/** A number of 0 or more; undefined for an empty cell. @throws RapportError RECORD_MALFORMED */
export function numberIn(column: string, value: string): number | undefined {
  if (value === '') return undefined;
  const number = asNumber(value);
  if (number === undefined || number < 0) throw malformed(column, value, 'a number of 0 or more');
  return number;
}

/** `a; b`, each once. */
export function listOf(value: string): readonly string[] {
  const entries = value.split(';').map((entry) => entry.trim());
  return [...new Set(entries.filter((entry) => entry !== ''))];
}

function malformed(column: string, value: string, expected: string): RapportError {
  return new RapportError('RECORD_MALFORMED', `Column ${column}: "${value.slice(0, 80)}" is not ${expected}.`);
}
