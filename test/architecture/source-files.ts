import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** The project's root, found from the compiled place of this file (`dist/test/architecture`). */
export const projectRoot = resolve(__dirname, '../../..');

export interface SourceFile {
  /** Path from the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** What the file imports: a path from the root for relative imports, a package name otherwise. */
  readonly imports: readonly string[];
}

/** All TypeScript files below a folder of the project, tests included. */
export function sourceFiles(folder: string): readonly SourceFile[] {
  return filesBelow(join(projectRoot, folder))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'))
    .map((path) => {
      const text = readFileSync(path, 'utf8');
      return { path: toProjectPath(path), text, imports: importsOf(text, dirname(path)) };
    });
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name !== 'node_modules' && name !== 'dist')
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path) : [path];
    });
}

function importsOf(text: string, folder: string): readonly string[] {
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((specifier) =>
    specifier.startsWith('.') ? toProjectPath(resolve(folder, specifier)) : specifier,
  );
}

function toProjectPath(path: string): string {
  return relative(projectRoot, path).split(sep).join('/');
}
