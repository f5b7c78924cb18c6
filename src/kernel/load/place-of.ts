import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { platformDirectory } from '../../shared/platform';

/**
 * Where in its files a plugin threw, in the words of a message, such as ` in /plugins/sms/src/customer.js, line 12`; empty
 * when the error does not say.
 *
 * @param entry absolute path of what was loaded of the plugin; the place is looked for in its package
 */
export function placeOf(thrown: unknown, entry: string | null): string {
  if (!(thrown instanceof Error) || entry === null) return '';
  const stack = thrown.stack ?? '';
  // What cannot be parsed stands above its message, with its line.
  const broken = /^(\/[^\n]*|[a-z]:\\[^\n]*):(\d+)\n/i.exec(stack);
  const folder = `${packageOf(dirname(entry))}${sep}`;
  return wordsFor(broken ?? framesOf(stack).find(([, file = '']) => isWithin(folder, pathOf(file))));
}

/**
 * The same for code of a package that is not known: the first place that is neither the platform nor Node, and rather the plugin than
 * what it depends on.
 */
export function whereThrown(thrown: unknown): string {
  const frames = framesOf(stackOf(thrown)).filter(([, file = '']) => !isPlatform(pathOf(file)));
  return wordsFor(frames.find(([, file = '']) => !file.split(sep).includes('node_modules')) ?? frames[0]);
}

/** Whatever was thrown may throw when it is looked at. */
function stackOf(thrown: unknown): string {
  try {
    return thrown instanceof Error ? String(thrown.stack) : '';
  } catch {
    return '';
  }
}

const framesOf = (stack: string): readonly RegExpExecArray[] => [
  ...stack.matchAll(/^\s+at (?:.*\()?((?:file:|\/|[a-z]:\\).+):(\d+):\d+\)?$/gim),
];

const wordsFor = (place: RegExpExecArray | null | undefined): string =>
  place == null ? '' : ` in ${pathOf(place[1] ?? '')}, line ${place[2]}`;

/** Compiled, or as source maps name it. */
const isPlatform = (file: string): boolean =>
  ['dist/src', 'src'].some((folder) => file.startsWith(`${join(platformDirectory, folder)}${sep}`));

/** Dependencies may lie in a folder of the package, too. */
const isWithin = (folder: string, file: string): boolean =>
  file.startsWith(folder) && !file.slice(folder.length).split(sep).includes('node_modules');

function packageOf(folder: string): string {
  const above = dirname(folder);
  return above === folder || existsSync(join(folder, 'package.json')) ? folder : packageOf(above);
}

const pathOf = (file: string): string => (file.startsWith('file:') ? fileURLToPath(file) : file);
