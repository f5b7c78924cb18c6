import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { type DeclarationFile, readDeclarations } from './declarations';
import { type Doc, readDoc } from './doc';
import { generatedNote } from './generated-note';

/** A name that a package path exports. */
export interface Exported {
  readonly name: string;
  /** Module that declares it, or the package it comes from. */
  readonly module: string;
  /** Empty for what a package declares. */
  readonly text: string;
  readonly doc: Doc;
}

/** A package path with its compiled declarations, such as `rapport/sdk`. */
export interface PackagePath {
  readonly path: string;
  /** Its `.d.ts`. */
  readonly entry: string;
}

/**
 * `schema/sdk.api.md`: everything that partners may import, with its description, its signature and its example. Read from the
 * declaration files that are published, so that what the file shows is what a plugin author gets.
 */
export function sdkApiDocument(paths: readonly PackagePath[]): string {
  return [
    '# The contract with plugin authors',
    '',
    `${generatedNote} A change here is a change of the contract; plugins/README.md says which ones a version may make.`,
    ...paths.flatMap(({ path, entry }) => pathSection(path, publishedNames(entry))),
    '',
  ].join('\n');
}

/** Everything that a package path exports, in alphabetical order. */
export function publishedNames(entry: string): readonly Exported[] {
  const found = collect(entry, resolve(entry, '..'), null);
  const byName = new Map(found.map((each) => [each.name, each]));
  return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function pathSection(path: string, exported: readonly Exported[]): readonly string[] {
  const packages = exported.filter(({ text }) => text === '');
  const own = exported.filter(({ text }) => text !== '');
  return ['', `# ${path}`, ...packageSections(packages), ...own.flatMap(section)];
}

function section({ name, module, text, doc }: Exported): readonly string[] {
  const { summary, since, deprecated, throws, example } = doc;
  const paragraphs = [
    ...(deprecated === null ? [] : [`**Deprecated:** ${deprecated}`]),
    ...(summary === '' ? [] : [summary]),
    ...(throws === null ? [] : [`Throws ${throws}`]),
  ];
  return [
    ...['', `## ${name}`, '', `\`${module}\`${since === null ? '' : `, since ${since}`}`],
    ...paragraphs.flatMap((paragraph) => ['', paragraph]),
    ...['', '```ts', text, '```'],
    ...(example === null ? [] : ['', '```ts', example, '```']),
  ];
}

function packageSections(exported: readonly Exported[]): readonly string[] {
  const packages = [...new Set(exported.map(({ module }) => module))].sort();
  return packages.flatMap((name) => {
    const names = exported.filter(({ module }) => module === name).map((each) => `\`${each.name}\``);
    return ['', `From \`${name}\`: ${names.join(', ')}.`];
  });
}

/** What a file exports: all of it, or the named ones wherever it takes them from. */
function collect(file: string, root: string, wanted: readonly string[] | null): readonly Exported[] {
  const declarations = readDeclarations(file);
  const module = relative(root, file).replace(/\.d\.ts$/, '');
  const own = [...declarations.declared]
    .filter(([name, { text }]) => (wanted === null ? text.startsWith('export') : wanted.includes(name)))
    .map(([name, { doc, text }]) => ({
      ...{ name, module, doc: readDoc(doc) },
      text: text.replaceAll(/^export (?:declare )?/gm, ''),
    }));
  const missing = wanted?.filter((name) => !own.some((each) => each.name === name)) ?? null;
  return [...own, ...passedOn(declarations, root, missing)];
}

function passedOn(file: DeclarationFile, root: string, wanted: readonly string[] | null): readonly Exported[] {
  return file.exports.flatMap(({ from, names }) => {
    const kept = names?.filter((name) => wanted === null || wanted.includes(name)) ?? wanted;
    const target = [`${from}.d.ts`, resolve(from, 'index.d.ts')].find((path) => existsSync(path));
    if (target !== undefined) return collect(target, root, kept);
    return (kept ?? []).map((name) => ({ name, module: from, text: '', doc: readDoc('') }));
  });
}
