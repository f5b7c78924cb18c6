import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

export interface Line {
  /** Counts from 1. */
  readonly number: number;
  readonly text: string;
  /** Set when the line was longer than any log writes, and cut. */
  readonly cut: boolean;
}

/** Log servers limit a request line to 8 KB and a header to 8 KB; a longer line is no line of a log. */
const longestLine = 65_536;

/** Streams the lines of a file, with memory for one chunk and one line. */
export async function* readLines(input: Readable): AsyncGenerator<Line> {
  const decoder = new StringDecoder('utf8');
  let number = 0;
  let rest = '';
  let overlong = false;
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    const parts = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      number += 1;
      yield lineOf(number, part, overlong);
      overlong = false;
    }
    if (rest.length > longestLine) {
      overlong = true;
      rest = rest.slice(0, longestLine);
    }
  }
  rest += decoder.end();
  if (rest !== '') yield lineOf(number + 1, rest, overlong);
}

function lineOf(number: number, part: string, overlong: boolean): Line {
  const text = (number === 1 ? part.replace(/^\uFEFF/, '') : part).replace(/\r$/, '');
  const cut = overlong || text.length > longestLine;
  return { number, text: cut ? text.slice(0, longestLine) : text, cut };
}
