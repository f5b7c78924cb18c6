import type { Command } from 'commander';
import { replaceDirectory } from '../auth';
import { readConfig } from '../config';
import { openPlatform } from '../open-platform';
import { readJson } from './read-json';

/** `rapport directory <file>`: puts teams, territories of people and roles of token subjects in place of those there are. */
export function register(program: Command): void {
  program
    .command('directory')
    .description(
      'replace the directory: teams, who is in them, who has which territory, what subjects of tokens may do',
    )
    .argument('<file>', 'JSON with teams, memberships, territories and people')
    .action(loadDirectory);
}

async function loadDirectory(file: string): Promise<void> {
  const given = await readJson(file);
  const platform = await openPlatform(readConfig(), { use: 'tool', say: (line) => process.stderr.write(`${line}\n`) });
  try {
    const { teams, people } = await platform.database.transaction((writer) => replaceDirectory(writer, given));
    process.stdout.write(`The directory now has ${teams.length} teams and ${people.length} people.\n`);
  } finally {
    await platform.close();
  }
}
