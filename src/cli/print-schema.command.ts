import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config';
import { schemaDocument } from './golden/schema-document';
import { strictSchemaDocument } from './plugins/strict-schema-document';

interface Options {
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
    .action(printSchema);
}

async function printSchema({ core, out, without }: Options): Promise<void> {
  const { plugins } = readConfig({ without });
  const full = core === true ? null : await strictSchemaDocument(plugins);
  if (out === undefined) {
    process.stdout.write(full ?? (await schemaDocument([])));
    return;
  }
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'core.graphql'), await schemaDocument([]));
  if (full !== null) await writeFile(join(out, 'full.graphql'), full);
}
