import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config';
import { schemaDocument } from './golden/schema-document';

interface Options {
  readonly core?: true;
  readonly out?: string;
}

/** `rapport print-schema [--core] [--out dir]`. Needs no database. */
export function register(program: Command): void {
  program
    .command('print-schema')
    .description('print the GraphQL schema (SDL) of the configured plugins; needs no database')
    .option('--core', 'the core alone, without plugins')
    .option('--out <folder>', 'write core.graphql and full.graphql into this folder instead of printing')
    .action(printSchema);
}

async function printSchema({ core, out }: Options): Promise<void> {
  const { plugins } = readConfig();
  if (out === undefined) {
    process.stdout.write(await schemaDocument(core === true ? [] : plugins));
    return;
  }
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'core.graphql'), await schemaDocument([]));
  if (core !== true) await writeFile(join(out, 'full.graphql'), await schemaDocument(plugins));
}
