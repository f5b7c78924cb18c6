import type { TextCodes } from './text-codes';

const [minus, zero, nine] = [45, 48, 57];

/** Reads fields that the database has written one after another, without a text for each of them. */
export class FieldReader {
  readonly #text: string;
  readonly #separator: string;
  readonly #separatorCode: number;
  #at = 0;
  #end: number;

  /** @param separator one character */
  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
    this.#separatorCode = separator.charCodeAt(0);
    this.#end = text.length;
  }

  /** Where the next field begins. */
  get at(): number {
    return this.#at;
  }

  /** Reads a part of the text from now on. */
  read(start: number, end: number): void {
    this.#at = start;
    this.#end = end;
  }

  /** Whether all fields of the part have been read, and no more than there are. */
  get isAtEnd(): boolean {
    return this.#at === this.#end + 1;
  }

  /** Passes over characters. */
  skip(characters: number): void {
    this.#at += characters;
  }

  next(): string {
    const found = this.#text.indexOf(this.#separator, this.#at);
    const end = found === -1 || found > this.#end ? this.#end : found;
    const text = this.#text.slice(this.#at, end);
    // Behind the end there is no field, and not even an empty one counts.
    this.#at = Math.max(this.#at, end) + 1;
    return text;
  }

  /** The code of several fields with the separators between them. */
  code(fields: number, codes: TextCodes): number {
    const start = this.#at;
    let [left, hash] = [fields, 0];
    for (; this.#at < this.#end; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === this.#separatorCode) {
        left -= 1;
        if (left === 0) break;
      }
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    const end = this.#at;
    this.#at += 1;
    return codes.codeAt(this.#text, start, end, hash);
  }

  /** Not a number where the field is no integer, or is one beyond 2^53. */
  integer(): number {
    let [integer, sign] = [0, 1];
    for (; this.#at < this.#end; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code >= zero && code <= nine) integer = integer * 10 + (code - zero);
      else if (code === this.#separatorCode) break;
      else if (code === minus) sign = -1;
      else integer = Number.NaN;
    }
    this.#at += 1;
    return integer <= Number.MAX_SAFE_INTEGER ? sign * integer : Number.NaN;
  }

  /** Whether the field is this text; the place stays where it is not. */
  has(field: string): boolean {
    const end = this.#at + field.length;
    if (!this.#text.startsWith(field, this.#at)) return false;
    if (end !== this.#end && this.#text.charCodeAt(end) !== this.#separatorCode) return false;
    this.#at = end + 1;
    return true;
  }

  /** Whether the rest of the part is this text. */
  ends(rest: string): boolean {
    if (this.#at + rest.length !== this.#end || !this.#text.startsWith(rest, this.#at)) return false;
    this.#at = this.#end + 1;
    return true;
  }
}
