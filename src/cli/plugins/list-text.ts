import { isDeepStrictEqual } from 'node:util';

/** An entry of the list as its file has it. */
export type ListEntry = string | (Readonly<Record<string, unknown>> & { readonly use: string; readonly id?: string });

/** Text of a list in the form it is written in when there is none yet: one entry a line. */
export function listText(entries: readonly ListEntry[]): string {
  return entries.length === 0 ? '[]\n' : `[\n${entries.map((entry) => `  ${JSON.stringify(entry)}`).join(',\n')}\n]\n`;
}

/** The text with the changes in it and everything else as somebody has written it. */
export function changedListText(text: string, before: readonly ListEntry[], changed: readonly ListEntry[]): string {
  if (text === '') return listText(changed);
  const isSameLength = before.length === changed.length;
  let edited = text;
  // From the end, so that the places of what comes before stay right.
  for (const [place, entry] of [...before.entries()].reverse()) {
    const now = isSameLength ? changed[place] : entry;
    if (!isSameLength && !changed.includes(entry)) edited = withoutItem(edited, listOf(edited), place);
    else if (now !== undefined && now !== entry) edited = withEntry(edited, place, entry, now);
  }
  for (const entry of isSameLength ? [] : changed.filter((each) => !before.includes(each))) {
    edited = withItem(edited, listOf(edited), JSON.stringify(entry));
  }
  // Of a key that is said twice the last one counts, which the edits do not know: such a text is written anew.
  return isDeepStrictEqual(JSON.parse(edited), JSON.parse(JSON.stringify(changed))) ? edited : listText(changed);
}

/** Offsets: `start` of the first character, `end` after the last one. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A list or object in a text: its brackets, and its items or members without what parts them. */
interface Container extends Span {
  readonly items: readonly Span[];
}

const listOf = (text: string): Container => containerAt(text, text.indexOf('['));

function withEntry(text: string, place: number, before: ListEntry, now: ListEntry): string {
  const span = listOf(text).items[place];
  if (span === undefined) return text;
  if (typeof before === 'string' || typeof now === 'string') return spliced(text, span, JSON.stringify(now));
  let edited = text;
  const own = (): Container => containerAt(edited, span.start);
  const placeOf = (name: string): number => own().items.findIndex((item) => nameAt(edited, item) === name);
  for (const name of Object.keys(before).filter((each) => !(each in now))) {
    edited = withoutItem(edited, own(), placeOf(name));
  }
  for (const [name, value] of Object.entries(now)) {
    if (isDeepStrictEqual(before[name], value)) continue;
    const member = `${JSON.stringify(name)}: ${JSON.stringify(value)}`;
    const known = own().items[placeOf(name)];
    edited = known === undefined ? withItem(edited, own(), member) : spliced(edited, known, member);
  }
  return edited;
}

/** Set apart from its neighbour as the first one is from the bracket. */
function withItem(text: string, { start, end, items }: Container, item: string): string {
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined) {
    const isList = text[start] === '[';
    return spliced(text, { start: start + 1, end: end - 1 }, isList ? `\n  ${item}\n` : ` ${item} `);
  }
  const lead = text.slice(start + 1, first.start);
  return spliced(text, { start: last.end, end: last.end }, `,${lead.includes('\n') ? lead : ' '}${item}`);
}

function withoutItem(text: string, { start, end, items }: Container, place: number): string {
  const [before, own, after] = [items[place - 1], items[place], items[place + 1]];
  if (own === undefined) return text;
  if (before !== undefined) return spliced(text, { start: before.end, end: own.end }, '');
  if (after !== undefined) return spliced(text, { start: own.start, end: after.start }, '');
  return spliced(text, { start: start + 1, end: end - 1 }, '');
}

const spliced = (text: string, { start, end }: Span, put: string): string =>
  `${text.slice(0, start)}${put}${text.slice(end)}`;

/** The list or object that opens at an offset of sound JSON. */
function containerAt(text: string, start: number): Container {
  const items: Span[] = [];
  let [itemStart, itemEnd, depth] = [-1, -1, 0];
  const tokens = /"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s[\]{},"]+/g;
  tokens.lastIndex = start + 1;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text)) {
    const [word] = token;
    const isEnd = depth === 0 && (word === ']' || word === '}');
    if (itemStart !== -1 && (isEnd || (depth === 0 && word === ','))) {
      items.push({ start: itemStart, end: itemEnd });
      itemStart = -1;
    } else if (!isEnd) {
      if (itemStart === -1) itemStart = token.index;
      itemEnd = tokens.lastIndex;
      if (word === '[' || word === '{') depth += 1;
      if (word === ']' || word === '}') depth -= 1;
    }
    if (isEnd) return { start, end: tokens.lastIndex, items };
  }
  return { start, end: text.length, items };
}

function nameAt(text: string, { start, end }: Span): unknown {
  const [name = '""'] = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(start, end)) ?? [];
  return JSON.parse(name);
}
