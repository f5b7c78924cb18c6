/** Answers of a pure function by a text that says all it depends on; the least recently used are forgotten. */
export interface Remembered<Answer> {
  of(key: string, make: () => Answer): Answer;
}

export function remembered<Answer>(limit: number): Remembered<Answer> {
  const answers = new Map<string, { readonly answer: Answer }>();
  return {
    of: (key, make) => {
      const known = answers.get(key) ?? { answer: make() };
      answers.delete(key);
      answers.set(key, known);
      for (const oldest of answers.keys()) {
        if (answers.size <= limit) break;
        answers.delete(oldest);
      }
      return known.answer;
    },
  };
}
