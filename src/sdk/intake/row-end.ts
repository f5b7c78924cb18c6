import type { Readable } from 'node:stream';

/** How rows end. */
export type RowEnd = '\n' | '\r\n' | '\r';

/** A delimited file that has been read until it was known how its rows end. */
export interface Begun {
  /** As the first row does; null where that is left to the parser. */
  readonly rowEnd: RowEnd | null;
  /** All of the file. */
  readonly content: AsyncIterable<Buffer>;
}

/**
 * Finds out how the rows of a delimited file end. Left to do it, the parser makes several buffers for each byte of the first row:
 * of a file that has no second one, reading took six times as long.
 *
 * @param longest bytes that are looked at
 */
export async function begun(input: Readable, delimiter: string, longest: number): Promise<Begun> {
  const chunks = (input as AsyncIterable<Buffer | string>)[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let length = 0;
  let state: State | Found = delimiter.length === 1 && delimiter < '\u0080' ? 'nothing' : unclear;
  while (typeof state === 'string') {
    const { value, done } = await chunks.next();
    if (done === true) state = { rowEnd: state === 'return' ? '\r' : '\n' };
    else {
      const chunk = Buffer.from(value);
      read.push(chunk);
      length += chunk.length;
      const mark = read.length === 1 && chunk.subarray(0, byteOrderMark.length).equals(byteOrderMark);
      state = after(mark ? chunk.subarray(byteOrderMark.length) : chunk, state, delimiter.charCodeAt(0));
      if (typeof state === 'string' && length > longest) state = { rowEnd: null };
    }
  }
  return { rowEnd: state.rowEnd, content: all(read, chunks) };
}

async function* all(read: readonly Buffer[], rest: AsyncIterator<Buffer | string>): AsyncGenerator<Buffer> {
  yield* read;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield Buffer.from(next.value);
}

/** Of UTF-8. */
const byteOrderMark = Buffer.from('\uFEFF');

/**
 * What was read last: nothing, the beginning of a field, something there that may be white space, a field, an
 * opening quote, a quoted field, a quote in it, a quote right after the opening one, a carriage return.
 */
type State = 'nothing' | 'beginning' | 'unsure' | 'field' | 'opened' | 'quoted' | 'closing' | 'empty' | 'return';

interface Found {
  readonly rowEnd: RowEnd | null;
}

/** Bytes. */
const [lineFeed, carriageReturn, quote] = [0x0a, 0x0d, 0x22];
const blanks: ReadonlySet<number> = new Set([0x20, 0x09, 0x0b, 0x0c]);

const unclear: Found = { rowEnd: null };

function after(chunk: Buffer, before: State, delimiter: number): State | Found {
  let state: State | Found = before;
  for (const byte of chunk) {
    state = step(state, byte, delimiter);
    if (typeof state !== 'string') return state;
  }
  return state;
}

function step(state: State, byte: number, delimiter: number): State | Found {
  if (state === 'return') return { rowEnd: byte === lineFeed ? '\r\n' : '\r' };
  if (state === 'opened') return byte === quote ? 'empty' : 'quoted';
  if (state === 'quoted') return byte === quote ? 'closing' : 'quoted';
  if (byte === quote) return afterQuote[state];
  if (byte === delimiter) return 'beginning';
  if (byte === lineFeed) return { rowEnd: '\n' };
  if (byte === carriageReturn) return 'return';
  if (state === 'empty') return unclear;
  if (state === 'field' || state === 'closing') return 'field';
  // Texts in UTF-16 begin like this, and other bytes beyond ASCII may be white space.
  if (state === 'nothing' && byte >= 0xfe) return unclear;
  if (byte >= 0x80) return 'unsure';
  if (!blanks.has(byte)) return 'field';
  return state === 'unsure' ? 'unsure' : 'beginning';
}

/** A quote within a field is a part of it. */
const afterQuote: Readonly<Record<'nothing' | 'beginning' | 'unsure' | 'field' | 'closing' | 'empty', State | Found>> =
  {
    ...{ nothing: 'opened', beginning: 'opened', unsure: unclear, field: 'field', closing: 'quoted', empty: 'quoted' },
  };
