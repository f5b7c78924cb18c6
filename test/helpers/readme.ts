import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';

/** A fenced block of a document. `needs` is the word after the language, such as `shared-data`. */
export interface Block {
  readonly language: string;
  readonly needs: string | undefined;
  readonly text: string;
  readonly line: number;
  /** The `json` block right after a query: its answer. */
  readonly answer: unknown;
}

export function blocksOf(document: string, options: { readonly keepJson?: true } = {}): readonly Block[] {
  const text = readFileSync(join(projectRoot, document), 'utf8');
  const found = [...text.matchAll(/^```(\w+)(?: ([\w-]+))?\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1] ?? '',
    needs: match[2],
    text: match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length,
  }));
  return found.flatMap((block, index) => {
    if (block.language === 'json' && options.keepJson !== true) return [];
    const next = found[index + 1];
    const answered = block.language === 'graphql' && next?.language === 'json';
    return [{ ...block, answer: answered ? JSON.parse(next.text) : undefined }];
  });
}

/** The same value with every number and time replaced by its kind, so that answers of different days can be compared. */
export function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, shapeOf(entry)]));
  }
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T/.test(value) ? 'time' : value;
}
