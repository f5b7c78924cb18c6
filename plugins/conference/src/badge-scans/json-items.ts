import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** One top-level object of a JSON file, as text. */
export interface JsonItem {
  /** Line on which it begins, counting from 1. */
  readonly line: number;
  readonly text: string;
  /** Set for text between the objects that belongs to none, and for an object that is too long or never ends. */
  readonly broken: boolean;
}

/** A scan is a few hundred characters; more than this is an unclosed brace. */
const longestItem = 100_000;

/**
 * Streams the objects of a file that holds a JSON array of objects, or one object a line. Holds one object in memory.
 * After an object whose end is missing, reading goes on as soon as that shows.
 */
export async function* readJsonItems(input: Readable): AsyncGenerator<JsonItem> {
  const decoder = new StringDecoder('utf8');
  const splitter = new Splitter();
  for await (const chunk of input as AsyncIterable<Buffer | string>) {
    yield* splitter.push(typeof chunk === 'string' ? chunk : decoder.write(chunk));
  }
  yield* splitter.push(decoder.end());
  yield* splitter.end();
}

class Splitter {
  #line = 1;
  #start = 1;
  #text = '';
  #depth = 0;
  #inString = false;
  #escaped = false;
  #skipsLine = false;

  *push(chunk: string): Generator<JsonItem> {
    for (const character of chunk) {
      if (character === '\n') this.#line += 1;
      const item = this.#take(character);
      if (item !== undefined) yield item;
    }
  }

  *end(): Generator<JsonItem> {
    if (this.#text.trim() !== '') yield this.#give('broken');
  }

  #take(character: string): JsonItem | undefined {
    if (this.#skipsLine) {
      this.#skipsLine = character !== '\n';
      return undefined;
    }
    return this.#depth === 0 ? this.#between(character) : this.#inside(character);
  }

  #between(character: string): JsonItem | undefined {
    if (character === '{') {
      const stray = this.#text === '' ? undefined : this.#give('broken');
      this.#start = this.#line;
      this.#text = '{';
      this.#depth = 1;
      return stray;
    }
    const separates = /[\s,[\]\uFEFF]/.test(character);
    if (!separates && this.#text === '') this.#start = this.#line;
    if (!separates || this.#text !== '') this.#text += character;
    return this.#text !== '' && (character === '\n' || this.#text.length > longestItem)
      ? this.#give('broken')
      : undefined;
  }

  #inside(character: string): JsonItem | undefined {
    this.#text += character;
    // JSON has no line breaks inside strings: a text was cut off, and the next object begins on the next line.
    if (this.#inString && character === '\n') return this.#give('broken');
    if (this.#inString) {
      if (!this.#escaped && character === '"') this.#inString = false;
      this.#escaped = !this.#escaped && character === '\\';
    } else if (character === '"') this.#inString = true;
    else if (character === '{') this.#depth += 1;
    else if (character === '}') this.#depth -= 1;
    if (this.#depth === 0) return this.#give('whole');
    if (this.#text.length <= longestItem) return undefined;
    this.#skipsLine = character !== '\n';
    return this.#give('broken');
  }

  #give(state: 'whole' | 'broken'): JsonItem {
    const item = { line: this.#start, text: this.#text.trim(), broken: state === 'broken' };
    this.#text = '';
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
    return item;
  }
}
