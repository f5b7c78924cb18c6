import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { RapportError } from '../../sdk';
import { platformDirectory } from '../../shared/platform';
import { namesOf } from './names';

export type Language = 'typescript' | 'javascript';

export interface ScaffoldRequest {
  readonly id: string;
  /** Absolute path. */
  readonly folder: string;
  readonly language: Language;
  /** Where npm finds the platform. Default: the range of this version. */
  readonly platform?: string;
}

/** Where the languages differ in what the common templates say. */
const words = {
  typescript: { ext: 'ts', tests: 'builds the package and runs', packs: 'builds the package anew,' },
  javascript: { ext: 'js', tests: 'runs', packs: 'loads the package,' },
} as const;

/** Templates are files, shipped with the package: `<name>.template` becomes `<name>`, with names for its `{{…}}`. */
const templates = join(platformDirectory, 'src/cli/new-plugin/templates');
const suffix = '.template';

/** npm leaves files of these names out of a package. */
const hidden = new Map([['gitignore', '.gitignore']]);

/**
 * Writes the package of a new plugin. Never writes over anything.
 *
 * @returns the paths of its files within the folder, in alphabetical order
 * @throws RapportError FOLDER_NOT_EMPTY
 */
export async function scaffold({ id, folder, language, platform }: ScaffoldRequest): Promise<readonly string[]> {
  await requireEmpty(folder);
  const names = namesOf(id);
  const values = new Map(Object.entries({ ...names, ...words[language], platform: platform ?? names.engine }));
  const found = await Promise.all(['common', language].map((kind) => templatesIn(join(templates, kind))));
  const files = found.flat().map(({ path, text }) => ({ path: targetOf(path), text: filled(text, values) }));
  for (const { path, text } of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  }
  return files.map(({ path }) => path).toSorted();
}

async function requireEmpty(folder: string): Promise<void> {
  const present = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new RapportError('FOLDER_NOT_EMPTY', `${folder} cannot be used (${error.code}). Choose another --directory.`);
  });
  if (present.length === 0) return;
  const message = `${folder} is not empty (it has ${present.slice(0, 3).join(', ')}). Choose another --directory.`;
  throw new RapportError('FOLDER_NOT_EMPTY', message);
}

interface Template {
  readonly path: string;
  readonly text: string;
}

async function templatesIn(folder: string): Promise<readonly Template[]> {
  const paths = await readdir(folder, { recursive: true });
  return Promise.all(
    paths
      .filter((path) => path.endsWith(suffix))
      .map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })),
  );
}

function targetOf(path: string): string {
  const target = path.slice(0, -suffix.length).replaceAll('\\', '/');
  return hidden.get(target) ?? target;
}

/** @throws TypeError when a template names what there is not */
function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new TypeError(`There is no {{${name}}} for templates.`);
    return value;
  });
}
