import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { type Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../config';
import { RapportError } from '../sdk';
import { platformDirectory } from '../shared/platform';
import { schemaChanges } from './golden/schema-changes';
import { schemaDocument } from './golden/schema-document';

interface Options {
  readonly base: string;
}

/** `rapport check-schema [--base <file or revision>]`. Needs no database. */
export function register(program: Command): void {
  program
    .command('check-schema')
    .description('compare the GraphQL schema with the one that clients have; fails when their operations would break')
    .option('--base <file or revision>', 'schema definition, or git revision of schema/full.graphql', place, 'HEAD')
    .action(checkSchema);
}

/** Git would take what begins with a hyphen for an option. */
function place(text: string): string {
  if (existsSync(text) || /^[\w.@][\w.@{}~^/-]*$/.test(text)) return text;
  throw new InvalidArgumentError('Name a file, branch, tag or commit.');
}

async function checkSchema({ base }: Options): Promise<void> {
  const before = existsSync(base) ? readFileSync(base, 'utf8') : await committed(base);
  const { breaking, dangerous } = schemaChanges(before, await schemaDocument(readConfig().plugins));
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
