import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { type DeclarationFile, readDeclarations } from './declarations';
import { generatedNote } from './generated-note';

interface Exported {
  readonly name: string;
  /** Module of the contract that declares it, or the package it comes from. */
  readonly module: string;
  /** Empty for what a package declares. */
  readonly text: string;
}

/**
 * `schema/sdk.api.md`: everything that `rapport/sdk` exports, with its signature. Read from the declaration files that
 * are published, so that what the file shows is what a plugin author gets.
 *
 * @param entry the contract's compiled `index.d.ts`
 */
export function sdkApiDocument(entry: string): string {
  const exported = exportsOf(entry, resolve(entry, '..'));
  const packages = exported.filter(({ text }) => text === '');
  const own = exported.filter(({ text }) => text !== '');
  return [
    '# API of rapport/sdk',
    '',
    `${generatedNote} A change here is a change of the contract with plugin authors.`,
    ...packageSections(packages),
    ...own.flatMap(({ name, module, text }) => ['', `## ${name}`, '', `\`${module}\``, '', '```ts', text, '```']),
    '',
  ].join('\n');
}

function packageSections(exported: readonly Exported[]): readonly string[] {
  const packages = [...new Set(exported.map(({ module }) => module))].sort();
  return packages.flatMap((name) => {
    const names = exported.filter(({ module }) => module === name).map((each) => `\`${each.name}\``);
    return ['', `From \`${name}\`: ${names.join(', ')}.`];
  });
}

function exportsOf(entry: string, root: string): readonly Exported[] {
  const found = collect(entry, root, null);
  const byName = new Map(found.map((each) => [each.name, each]));
  return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** What a file exports: all of it, or the named ones wherever it takes them from. */
function collect(file: string, root: string, wanted: readonly string[] | null): readonly Exported[] {
  const declarations = readDeclarations(file);
  const module = relative(root, file).replace(/\.d\.ts$/, '');
  const own = [...declarations.declared]
    .filter(([name, text]) => (wanted === null ? text.startsWith('export') : wanted.includes(name)))
    .map(([name, text]) => ({ name, module, text: text.replaceAll(/^export (?:declare )?/gm, '') }));
  const missing = wanted?.filter((name) => !own.some((each) => each.name === name)) ?? null;
  return [...own, ...passedOn(declarations, root, missing)];
}

function passedOn(file: DeclarationFile, root: string, wanted: readonly string[] | null): readonly Exported[] {
  return file.exports.flatMap(({ from, names }) => {
    const kept = names?.filter((name) => wanted === null || wanted.includes(name)) ?? wanted;
    const target = [`${from}.d.ts`, resolve(from, 'index.d.ts')].find((path) => existsSync(path));
    if (target !== undefined) return collect(target, root, kept);
    return (kept ?? []).map((name) => ({ name, module: from, text: '' }));
  });
}
