import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What a declaration file (`.d.ts`) declares and passes on. The compiler writes them in one regular form. */
export interface DeclarationFile {
  /** Name -> the text of its declaration, without comments; overloads are joined by line breaks. */
  readonly declared: ReadonlyMap<string, string>;
  readonly exports: readonly Export[];
}

/** `names` null: everything (`export *`). `from` is an absolute path without ending, or the name of a package. */
export interface Export {
  readonly from: string;
  readonly names: readonly string[] | null;
}

export function readDeclarations(file: string): DeclarationFile {
  const statements = split(withoutComments(readFileSync(file, 'utf8')));
  const declared = new Map<string, string>();
  for (const statement of statements) {
    const name = /^(?:export )?(?:declare )?(?:abstract )?(?:const|function|class|interface|type|enum) (\w+)/.exec(
      statement,
    )?.[1];
    if (name === undefined) continue;
    const earlier = declared.get(name);
    declared.set(name, earlier === undefined ? statement : `${earlier}\n${statement}`);
  }
  return { declared, exports: statements.flatMap((statement) => readExport(statement, dirname(file))) };
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

/** Top-level statements begin in the first column with one of these words; everything else goes on with the one before. */
function split(text: string): readonly string[] {
  const statements: string[][] = [];
  for (const line of text.split('\n')) {
    if (/^(export|declare|import|type|interface|abstract|class|const|function)\b/.test(line)) statements.push([line]);
    else if (line.trim() !== '') statements.at(-1)?.push(line);
  }
  return statements.map((lines) => lines.join('\n'));
}

/** Strings are matched too, so that what looks like a comment inside one stays. */
function withoutComments(text: string): string {
  return text
    .replaceAll(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (part) =>
      part.startsWith('/') ? '' : part,
    )
    .replaceAll(/[ \t]+$/gm, '');
}
