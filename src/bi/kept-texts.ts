/** The text of an answer with the state of the data that it was made of. */
export interface KeptText {
  readonly state: string;
  readonly text: string;
}

/** Characters of all texts together: some hundred answers of ordinary length. */
const mostCharacters = 8_000_000;

/**
 * Texts of answers, by what was asked. None is given out without asking the database whether its state is still the one that
 * the text was made of; what was not asked for the longest goes first. One object for each database.
 */
export class KeptTexts {
  readonly #texts = new Map<string, KeptText>();
  readonly #most: number;
  #characters = 0;

  constructor(most: number = mostCharacters) {
    this.#most = most;
  }

  find(question: string): KeptText | null {
    const kept = this.#texts.get(question);
    if (kept === undefined) return null;
    this.#texts.delete(question);
    this.#texts.set(question, kept);
    return kept;
  }

  keep(question: string, kept: KeptText): void {
    this.#forget(question);
    this.#texts.set(question, kept);
    this.#characters += sizeOf(question, kept);
    for (const oldest of this.#texts.keys()) {
      if (this.#characters <= this.#most) return;
      this.#forget(oldest);
    }
  }

  #forget(question: string): void {
    const kept = this.#texts.get(question);
    if (kept === undefined) return;
    this.#characters -= sizeOf(question, kept);
    this.#texts.delete(question);
  }
}

const sizeOf = (question: string, { text }: KeptText): number => question.length + text.length;
