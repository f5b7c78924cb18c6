/** Numbers for texts of which few differ, without making a text that is known already. */
export class TextCodes {
  /** The texts by their codes. */
  readonly texts: string[] = [];
  readonly #byHash = new Map<number, number[]>();

  /** @param hash of the characters from `start` to `end`, the same for the same characters */
  codeAt(text: string, start: number, end: number, hash: number): number {
    let codes = this.#byHash.get(hash);
    if (codes === undefined) {
      codes = [];
      this.#byHash.set(hash, codes);
    }
    for (const code of codes) {
      const known = this.texts[code] ?? '';
      if (known.length === end - start && text.startsWith(known, start)) return code;
    }
    const code = this.texts.push(text.slice(start, end)) - 1;
    codes.push(code);
    return code;
  }
}
