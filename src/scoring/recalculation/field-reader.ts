const [minus, zero, nine] = [45, 48, 57];

/** Reads fields that the database has written one after another, without a text for each of them. */
export class FieldReader {
  readonly #text: string;
  readonly #separator: string;
  readonly #separatorCode: number;
  #at = 0;

  /** @param separator one character */
  constructor(text: string, separator: string) {
    this.#text = text;
    this.#separator = separator;
    this.#separatorCode = separator.charCodeAt(0);
  }

  /** Whether all fields have been read, and no more than there are. */
  get isAtEnd(): boolean {
    return this.#at === this.#text.length + 1;
  }

  /** A field, or several with the separators between them. */
  next(fields = 1): string {
    let end = this.#at - 1;
    for (let field = 0; field < fields && end < this.#text.length; field += 1) end = this.#endFrom(end + 1);
    const text = this.#text.slice(this.#at, end);
    this.#at = end + 1;
    return text;
  }

  /** Not a number where the field is no integer, or is one beyond 2^53. */
  integer(): number {
    let [integer, sign] = [0, 1];
    for (; this.#at < this.#text.length; this.#at += 1) {
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
    if (!this.#text.startsWith(field, this.#at) || this.#text.charCodeAt(end) !== this.#separatorCode) return false;
    this.#at = end + 1;
    return true;
  }

  /** Whether the rest of the line is this text. */
  endsLine(rest: string): boolean {
    const end = this.#at + rest.length;
    if (!this.#text.startsWith(rest, this.#at) || (end < this.#text.length && this.#text[end] !== '\n')) return false;
    this.#at = end + 1;
    return true;
  }

  #endFrom(start: number): number {
    const end = this.#text.indexOf(this.#separator, start);
    return end === -1 ? this.#text.length : end;
  }
}
