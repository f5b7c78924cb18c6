import type { IncomingHttpHeaders } from 'node:http';
import { keptAnswer } from '../conditional-get';
import type { Head, RepeatedAnswer } from './repeated-queries';

/** An answer as it goes out, but for the id of its request. */
export interface FinishedAnswer {
  readonly status: number;
  readonly head: Head;
  readonly text: string;
  readonly encoding: 'latin1' | 'utf8';
}

/** With a length, and where it may be kept with its tag, or in a word where its caller has it already. */
export function finishedAnswer({ text, head }: RepeatedAnswer, headers: IncomingHttpHeaders): FinishedAnswer {
  const bytes = Buffer.byteLength(text);
  // What is ASCII need not be written anew in other bytes.
  const encoding = bytes === text.length ? 'latin1' : 'utf8';
  const length = ['content-length', String(bytes)];
  const kept = keptAnswer(text, { cacheControl: headerOf(head, 'cache-control'), vary: headerOf(head, 'vary') });
  if (kept === null) return { status: 200, head: [...head, ...length], text, encoding };
  const known = kept.isKnown(headers['if-none-match']);
  const own = [...without(head, known ? ['vary', 'content-type'] : ['vary']), 'etag', kept.tag, 'vary', kept.vary];
  if (known) return { status: 304, head: own, text: '', encoding };
  return { status: 200, head: [...own, ...length], text, encoding };
}

function headerOf(head: Head, name: string): string | undefined {
  for (let place = 0; place < head.length; place += 2) if (head[place] === name) return head[place + 1];
  return undefined;
}

const without = (head: Head, names: readonly string[]): Head =>
  head.filter((_, place) => !names.includes(head[place - (place % 2)] ?? ''));
