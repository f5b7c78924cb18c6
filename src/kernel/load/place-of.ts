import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

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
  const frames = [...stack.matchAll(/^\s+at (?:.*\()?((?:file:|\/|[a-z]:\\).+):(\d+):\d+\)?$/gim)];
  const folder = `${packageOf(dirname(entry))}${sep}`;
  const place = broken ?? frames.find(([, file = '']) => isWithin(folder, pathOf(file)));
  return place == null ? '' : ` in ${pathOf(place[1] ?? '')}, line ${place[2]}`;
}

/** Dependencies may lie in a folder of the package, too. */
const isWithin = (folder: string, file: string): boolean =>
  file.startsWith(folder) && !file.slice(folder.length).split(sep).includes('node_modules');

function packageOf(folder: string): string {
  const above = dirname(folder);
  return above === folder || existsSync(join(folder, 'package.json')) ? folder : packageOf(above);
}

const pathOf = (file: string): string => (file.startsWith('file:') ? fileURLToPath(file) : file);
