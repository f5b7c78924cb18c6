/** A docstring in its parts. What is not said is null. */
export interface Doc {
  readonly summary: string;
  /** First version that has it. */
  readonly since: string | null;
  /** What to use instead, and since when. */
  readonly deprecated: string | null;
  readonly throws: string | null;
  /** TypeScript that runs; `expression; // => value` says what comes out. */
  readonly example: string | null;
}

/** Reads a docstring without its marks. Tags may also follow on the line of the summary. */
export function readDoc(text: string): Doc {
  const [summary = '', ...rest] = text.split(/(?:^|\s)(?=@(?:since|deprecated|throws|example|param|returns)\b)/);
  const tags = new Map(
    rest.map((part) => {
      const [, name = '', value = ''] = /^@(\w+)[ \t]*\n?([\s\S]*)$/.exec(part) ?? [];
      return [name, value] as const;
    }),
  );
  const line = (name: string): string | null => tags.get(name)?.replaceAll(/\s+/g, ' ').trim() ?? null;
  return {
    summary: summary.trim(),
    since: line('since'),
    deprecated: line('deprecated'),
    throws: line('throws'),
    example: tags.get('example')?.trim() ?? null,
  };
}
