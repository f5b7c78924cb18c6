import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';

/** A fenced block of a document. `needs` is the word after the language, such as `shared-data`. */
export interface Block {
  readonly language: string;
  readonly needs: string | undefined;
  readonly text: string;
  readonly line: number;
  /** The plain `json` block right after a query: its answer. */
  readonly answer: unknown;
}

export function blocksOf(document: string, options: { readonly keepJson?: true } = {}): readonly Block[] {
  const found = blocksIn(readFileSync(join(projectRoot, document), 'utf8'));
  return found.flatMap((block, index) => {
    if (block.language === 'json' && options.keepJson !== true) return [];
    const next = found[index + 1];
    const answered = block.language === 'graphql' && next?.language === 'json' && next.needs === undefined;
    return [{ ...block, answer: answered ? JSON.parse(next.text) : undefined }];
  });
}

/** All fenced blocks of a text. */
export function blocksIn(text: string): readonly Omit<Block, 'answer'>[] {
  return [...text.matchAll(/^```(\w+)(?: ([\w-]+))?\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    needs: match[2],
    text: match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length,
  }));
}

/** What a value is made of: keys and kinds. Figures, order and length of lists change with the day the demo was loaded. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map((item) => JSON.stringify(shapeOf(item))))].toSorted();
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, entry]) => [key, shapeOf(entry)] as const);
    return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  }
  return value === null ? null : typeof value;
}
