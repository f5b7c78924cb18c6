import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';

export interface CheckSchemaOptions {
  readonly base?: string;
  readonly release?: true;
  readonly without?: string;
}

/** `rapport check-schema [--base <file or revision>] [--without plugins] [--release]`. Needs no database. */
export function register(program: Command): void {
  program
    .command('check-schema')
    .description('compare the GraphQL schema with the one that clients have; fails when their operations would break')
    .option(
      '--base <file or revision>',
      'schema definition, or git revision of schema/full.graphql; absent: the last release',
      place,
    )
    .option('--without <plugins>', 'plugins to leave out, separated by commas')
    .option('--release', 'make the schema that of a release, with which later ones are compared')
    .action((options: CheckSchemaOptions) => work().checkSchema(options));
}

/** Git would take what begins with a hyphen for an option. */
function place(text: string): string {
  if (existsSync(text) || /^[\w.@][\w.@{}~^/-]*$/.test(text)) return text;
  throw new InvalidArgumentError('Name a file, branch, tag or commit.');
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./check-schema.action') => require('./check-schema.action');
