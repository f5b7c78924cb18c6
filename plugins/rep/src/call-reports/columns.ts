import { asNumber, RapportError } from 'rapport/sdk';
import { type Reaction, reactions } from '../details';

export const requiredColumns = ['call_id', 'status', 'date'] as const;

/** Value of a column by its name; the empty string when the file does not have it. */
export type Get = (column: string) => string;

/** One of the allowed words, or the fault that lists them. Case and blanks do not matter: `Face to face`. */
export function wordOf<const Word extends string>(column: string, value: string, words: readonly Word[]): Word {
  const normalised = value.toLowerCase().replaceAll(/[\s-]+/g, '_');
  const word = words.find((candidate) => candidate === normalised);
  if (word === undefined) throw malformed(column, value, `one of ${words.join(', ')}`);
  return word;
}

export function optionalWordOf<const Word extends string>(
  column: string,
  value: string,
  words: readonly Word[],
): Word | undefined {
  return value === '' ? undefined : wordOf(column, value, words);
}

export function optionalNumberOf(column: string, value: string): number | undefined {
  if (value === '') return undefined;
  const number = asNumber(value);
  if (number === undefined || number < 0) throw malformed(column, value, 'a number of 0 or more');
  return number;
}

export function optionalAnswerOf(column: string, value: string): boolean | undefined {
  const answer = optionalWordOf(column, value, ['yes', 'no', 'true', 'false']);
  return answer === undefined ? undefined : answer === 'yes' || answer === 'true';
}

/** `a; b` as a list; undefined when nothing is listed. */
export function optionalListOf(value: string): readonly string[] | undefined {
  const entries = value
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  return entries.length === 0 ? undefined : entries;
}

/** `CARDIVANE:intent_stated; NEUROLIS` */
export function brandsOf(value: string): readonly { readonly code: string; readonly reaction?: Reaction }[] {
  return (optionalListOf(value) ?? []).map((entry) => {
    const [code = '', reaction] = entry.split(':').map((part) => part.trim());
    return reaction === undefined ? { code } : { code, reaction: wordOf('brands', reaction, reactions) };
  });
}

export interface SampleLine {
  readonly product: string;
  readonly quantity: number;
}

/** `CARDIVANE-10:2; NEUROLIS-5:1`; a product named twice is added up. */
export function samplesOf(column: string, value: string): readonly SampleLine[] {
  const lines = new Map<string, number>();
  for (const entry of optionalListOf(value) ?? []) {
    const match = /^(.+):\s*(\d{1,5})$/.exec(entry);
    if (match === null) throw malformed(column, entry, 'product:quantity, several separated by ";"');
    const product = (match[1] ?? '').trim();
    lines.set(product, (lines.get(product) ?? 0) + Number(match[2]));
  }
  return [...lines].map(([product, quantity]) => ({ product, quantity }));
}

export function malformed(column: string, value: string, expected: string): RapportError {
  return new RapportError('RECORD_MALFORMED', `Column ${column}: "${value.slice(0, 80)}" is not ${expected}.`);
}
