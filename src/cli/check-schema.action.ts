import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { readConfig } from '../config';
import { RapportError } from '../sdk';
import { platformDirectory } from '../shared/platform';
import type { CheckSchemaOptions } from './check-schema.command';
import { checkAgainstRelease, readRelease, writeRelease } from './golden/released-schema';
import { schemaChanges } from './golden/schema-changes';
import { strictSchemaDocument } from './plugins/strict-schema-document';

/** Prints the differences and sets the exit code. @throws RapportError BAD_INPUT when there is no such base */
export async function checkSchema({ base, release, without }: CheckSchemaOptions): Promise<void> {
  const current = await strictSchemaDocument(readConfig({ without }).plugins);
  if (release === true) writeRelease(current);
  else if (base === undefined) compareWithRelease(current);
  else await compareWith(base, current);
}

function compareWithRelease(current: string): void {
  const { released, accepted } = readRelease();
  const { unaccepted, idle } = checkAgainstRelease(released, current, accepted);
  for (const change of unaccepted) console.log(`breaking   ${change}`);
  for (const line of idle) console.log(`idle       ${line}`);
  console.log(
    `${unaccepted.length} breaking changes since the last release, ${idle.length} idle lines of accepted ones.`,
  );
  if (unaccepted.length + idle.length > 0) process.exitCode = 1;
}

async function compareWith(base: string, current: string): Promise<void> {
  const before = existsSync(base) ? readFileSync(base, 'utf8') : await committed(base);
  const { breaking, dangerous } = schemaChanges(before, current);
  for (const change of dangerous) console.log(`dangerous  ${change}`);
  for (const change of breaking) console.log(`breaking   ${change}`);
  console.log(`${breaking.length} breaking and ${dangerous.length} dangerous changes since ${base}.`);
  if (breaking.length > 0) process.exitCode = 1;
}

async function committed(revision: string): Promise<string> {
  const options = { cwd: platformDirectory, maxBuffer: 50_000_000 };
  try {
    return (await promisify(execFile)('git', ['show', `${revision}:schema/full.graphql`], options)).stdout;
  } catch (error) {
    const message = `There is no file ${revision}, and git knows no schema/full.graphql of such a revision.`;
    throw new RapportError('BAD_INPUT', message, {}, { cause: error });
  }
}
