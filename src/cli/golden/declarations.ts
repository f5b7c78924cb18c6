import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What a declaration file (`.d.ts`) declares and passes on. The compiler writes them in one regular form. */
export interface DeclarationFile {
  readonly declared: ReadonlyMap<string, Declaration>;
  readonly exports: readonly Export[];
}

export interface Declaration {
  /** What stands above it, without the marks of a comment; empty when there is nothing. */
  readonly doc: string;
  /** Overloads are joined by line breaks; comments on members stay. */
  readonly text: string;
}

/** `names` null: everything (`export *`). `from` is an absolute path without ending, or the name of a package. */
export interface Export {
  readonly from: string;
  readonly names: readonly string[] | null;
}

export function readDeclarations(file: string): DeclarationFile {
  const statements = split(readFileSync(file, 'utf8'));
  const declared = new Map<string, Declaration>();
  for (const { doc, text } of statements) {
    const name = /^(?:export )?(?:declare )?(?:abstract )?(?:const|function|class|interface|type|enum) (\w+)/.exec(
      text,
    )?.[1];
    if (name === undefined) continue;
    const earlier = declared.get(name);
    declared.set(name, earlier === undefined ? { doc, text } : { doc: earlier.doc, text: `${earlier.text}\n${text}` });
  }
  return { declared, exports: statements.flatMap(({ text }) => readExport(text, dirname(file))) };
}

function readExport(statement: string, folder: string): readonly Export[] {
  const match = /^export (?:type )?(\*|\{[^}]*\}) from '([^']+)'/s.exec(statement);
  const [, names = '', target = ''] = match ?? [];
  if (match === null) return [];
  const from = target.startsWith('.') ? resolve(folder, target) : target;
  if (names === '*') return [{ from, names: null }];
  const listed = names.slice(1, -1).split(',');
  return [{ from, names: listed.map((name) => name.replace(/^\s*type /, '').trim()).filter((name) => name !== '') }];
}

/**
 * Top-level statements begin in the first column with one of these words; everything else goes on with the one before. A
 * comment that begins there belongs to the statement after it.
 */
function split(text: string): readonly Declaration[] {
  const statements: { readonly doc: string; readonly lines: string[] }[] = [];
  let comment: string[] | null = null;
  let doc = '';
  for (const line of text.split('\n')) {
    if (comment === null && /^\/\*\*/.test(line)) comment = [];
    if (comment !== null) {
      comment.push(line);
      if (!/\*\/\s*$/.test(line)) continue;
      doc = withoutMarks(comment);
      comment = null;
    } else if (/^(export|declare|import|type|interface|abstract|class|const|function)\b/.test(line)) {
      statements.push({ doc, lines: [line] });
      doc = '';
    } else if (line.trim() !== '' && !/^\/\//.test(line)) statements.at(-1)?.lines.push(line.trimEnd());
  }
  return statements.map(({ doc: above, lines }) => ({ doc: above, text: lines.join('\n') }));
}

function withoutMarks(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(/^\s*\/?\*\*?\/?/, '').replace(/\*\/\s*$/, ''))
    .map((line) => line.replace(/^ /, '').trimEnd())
    .join('\n')
    .trim();
}
