import { randomUUID } from 'node:crypto';

/** A body in JSON whose query has been asked before. */
export type KnownBody = Readonly<Record<string, unknown>> & { readonly query: string };

/**
 * Recognises bodies by their bytes. Most of a body is the text of its document, which is the same each time: it is
 * compared, and only what stands before or behind it is parsed.
 */
export class KnownBodies {
  #known: readonly Known[] = [];

  /** What a body holds; null: its document is not known, or it is not to be read without a closer look. */
  read(body: Buffer): KnownBody | null {
    const place = this.#known.findIndex((each) => isIn(each, body));
    const known = this.#known[place];
    if (known === undefined) return null;
    if (place >= mostRecent) this.#known = [known, ...this.#known.filter((each) => each !== known)];
    return bodyOf(known, body);
  }

  /** To be told of a body and the query that it holds. It is known again if that is its first member, or its last. */
  learn(body: Buffer, query: string): void {
    if (this.#known.some((each) => isIn(each, body))) return;
    const known = knownOf(body, query);
    if (known !== null) this.#known = [known, ...this.#known].slice(0, mostKnown);
  }
}

/** Bodies kept; each is compared as far as the first sample that differs. */
const mostKnown = 200;

/** Those kept in front do not change places. */
const mostRecent = 8;

/** Bytes of a document that are looked at before all are. */
const samples = 8;

/** The part of a body that is the same each time: from its begin to the end of the query, or from the query to its end. */
interface Known {
  readonly side: 'begin' | 'end';
  readonly bytes: Buffer;
  readonly query: string;
  /** Places in `bytes`. */
  readonly sampled: readonly number[];
}

function knownOf(body: Buffer, query: string): Known | null {
  const written = Buffer.from(JSON.stringify(query));
  const start = body.indexOf(written);
  if (start === -1) return null;
  const [before, after] = [body.toString('utf8', 0, start), body.toString('utf8', start + written.length)];
  if (/^\s*\{\s*"query"\s*:\s*$/.test(before)) return known('begin', body.subarray(0, start + written.length), query);
  const name = /,\s*"query"\s*:\s*$/.exec(before)?.[0];
  if (name === undefined || !/^\s*\}\s*$/.test(after)) return null;
  return known('end', body.subarray(start - name.length), query);
}

/** With bytes of its own: those of a body are a piece of whatever came over its connection. */
function known(side: Known['side'], bytes: Buffer, query: string): Known {
  const sampled = Array.from({ length: samples }, (_, index) => Math.floor((bytes.length * index) / samples));
  return { side, bytes: Buffer.from(bytes), query, sampled };
}

function isIn({ side, bytes, sampled }: Known, body: Buffer): boolean {
  if (body.length <= bytes.length) return false;
  const start = side === 'begin' ? 0 : body.length - bytes.length;
  for (const at of sampled) if (body[start + at] !== bytes[at]) return false;
  return body.compare(bytes, 0, bytes.length, start, start + bytes.length) === 0;
}

/** Stands for the query, and says as little of where values begin and end. No body can hold it, for nobody learns it. */
const stand = randomUUID();

/** The body without its query. */
function restOf({ side, bytes }: Known, body: Buffer): string {
  if (side === 'begin') return `{"query":"${stand}"${body.toString('utf8', bytes.length)}`;
  return `${body.toString('utf8', 0, body.length - bytes.length)},"query":"${stand}"}`;
}

/** Names that mean something else once they are written to an object, and escapes, by which one may be hidden. */
const odd = /__proto__|constructor|\\u/;

function bodyOf(known: Known, body: Buffer): KnownBody | null {
  const rest = restOf(known, body);
  const members = odd.test(rest) ? null : parsed(rest);
  // Where a name comes twice the last one holds.
  if (members?.query !== stand) return null;
  members.query = known.query;
  return members as KnownBody;
}

/** Null: whoever parses all of it says what is wrong. */
function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
