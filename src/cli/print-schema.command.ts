import type { Command } from 'commander';

export interface PrintSchemaOptions {
  readonly core?: true;
  readonly out?: string;
  readonly without?: string;
}

/** `rapport print-schema [--core] [--without plugins] [--out dir]`. Needs no database. */
export function register(program: Command): void {
  program
    .command('print-schema')
    .description(
      'print the GraphQL schema (SDL) of the configured plugins; needs no database; fails when one of them has a fault',
    )
    .option('--core', 'the core alone, without plugins')
    .option('--without <plugins>', 'plugins to leave out, separated by commas')
    .option('--out <folder>', 'write core.graphql and full.graphql into this folder instead of printing')
    .action((options: PrintSchemaOptions) => work().printSchema(options));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./print-schema.action') => require('./print-schema.action');
