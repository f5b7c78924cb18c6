import { replaceDirectory } from '../auth';
import { readConfig } from '../config';
import { openPlatform } from '../open-platform';
import { readJson } from './read-json';

/** @throws RapportError BAD_INPUT when the file is no directory */
export async function loadDirectory(file: string): Promise<void> {
  const given = await readJson(file);
  const platform = await openPlatform(readConfig(), { use: 'tool', say: (line) => process.stderr.write(`${line}\n`) });
  try {
    const { teams, people } = await platform.database.transaction((writer) => replaceDirectory(writer, given));
    process.stdout.write(`The directory now has ${teams.length} teams and ${people.length} people.\n`);
  } finally {
    await platform.close();
  }
}
