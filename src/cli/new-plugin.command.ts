import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { checkName } from './new-plugin/check-name';
import { type Language, scaffold } from './new-plugin/scaffold';

interface Options {
  readonly directory?: string;
  readonly javascript?: true;
  readonly platform?: string;
}

/** `rapport new-plugin <id>`: a package that builds, tests and runs at once. Needs no database. */
export function register(program: Command): void {
  program
    .command('new-plugin')
    .description('make the package of a new plugin, which builds, tests and runs at once')
    .argument('<id>', 'id of the plugin: lower-case words joined by hyphens, such as sms')
    .option('--directory <folder>', 'folder to make it in; must be empty or absent (default: rapport-plugin-<id>)')
    .option('--javascript', 'plain JavaScript, without a build')
    .option('--platform <where>', 'where npm finds the platform: a version range, a tarball or a folder')
    .action(newPlugin);
}

async function newPlugin(id: string, { directory, javascript, platform }: Options): Promise<void> {
  checkName(id);
  const folder = resolve(directory ?? `rapport-plugin-${id}`);
  const language: Language = javascript === true ? 'javascript' : 'typescript';
  const files = await scaffold({ id, folder, language, ...(platform !== undefined && { platform }) });
  const place = relative(process.cwd(), folder) || '.';
  process.stdout.write(
    `${files.map((file) => `  ${file}`).join('\n')}\n\nMade ${files.length} files in ${place}. To go on:\n\n${nextSteps(place)}`,
  );
}

const nextSteps = (place: string): string =>
  [...(place === '.' ? [] : [`cd ${place}`]), 'npm install', 'npm test', 'npm run dev']
    .map((command) => `  ${command}\n`)
    .join('');
