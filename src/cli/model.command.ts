import { type Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../config';
import { openPlatform, type Platform } from '../open-platform';
import type { ModelAdministration, ModelComparison } from '../scoring';
import { RapportError } from '../sdk';
import { comparisonText, modelLine } from './model/model-text';
import { readJson } from './read-json';

interface CreateOptions {
  readonly base?: string;
  readonly set: readonly { readonly path: string; readonly value: unknown }[];
  readonly name?: string;
  readonly note?: string;
  readonly by: string;
}

interface CompareOptions {
  readonly base?: string;
  readonly atMost?: number;
  readonly json?: true;
}

/** `rapport model list|show|create|diff|compare|approve|retire`. */
export function register(program: Command): void {
  const model = program.command('model').description('value models: what relationships are computed by');
  model
    .command('list')
    .description('list the value models, latest first')
    .action(() => withModels(list));
  model
    .command('show')
    .description('print a model’s document')
    .argument('<hash>', 'hash or its first digits')
    .action((hash: string) =>
      withModels(async (models) => print(JSON.stringify((await models.read(hash)).document, null, 2))),
    );
  model
    .command('create')
    .description('store a draft: a document from a file, or changes to a stored model')
    .argument('[file]', 'JSON document')
    .option('--base <hash>', 'the model that the changes are made to')
    .option('--set <path=json>', 'a change, such as channels.web.depth=0.3; may be repeated', collectEdit, [])
    .option('--name <name>', 'name of the new model')
    .option('--note <text>', 'why it is proposed')
    .requiredOption('--by <name>', 'who proposes it')
    .action((file: string | undefined, options: CreateOptions) =>
      withModels((models) => create(models, file, options)),
    );
  model
    .command('diff')
    .description('list where two models differ')
    .argument('<base>')
    .argument('<hash>')
    .action((base: string, hash: string) => withModels((models) => diff(models, base, hash)));
  model
    .command('compare')
    .description('what a model would change against the one in force, for everybody')
    .argument('<hash>')
    .option('--base <hash>', 'compare with this model instead of the one in force')
    .option('--at-most <customers>', 'compare a random part of so many customers, always the same one', parseCount)
    .option('--json', 'print the whole report as JSON')
    .action((hash: string, { json, ...options }: CompareOptions) =>
      withModels(async (models) =>
        show(await models.compare(hash, { ...options, onProgress: progress }), json === true ? 'json' : 'text'),
      ),
    );
  model
    .command('approve')
    .description('compare, then put a model in force')
    .argument('<hash>')
    .requiredOption('--by <name>', 'who approves it')
    .action((hash: string, { by }: { readonly by: string }) => withModels((models) => approve(models, hash, by)));
  model
    .command('retire')
    .description('give up a draft')
    .argument('<hash>')
    .requiredOption('--by <name>', 'who decides')
    .action((hash: string, { by }: { readonly by: string }) =>
      withModels(async (models) => print((await models.retire(hash, by)).outcome)),
    );
}

async function withModels(work: (models: ModelAdministration) => Promise<void>): Promise<void> {
  const config = readConfig();
  const statementTimeout = 600_000;
  const platform: Platform = await openPlatform(
    { ...config, database: { ...config.database, statementTimeout } },
    { use: 'tool', say },
  );
  try {
    await work(platform.models);
  } finally {
    await platform.close();
  }
}

async function list(models: ModelAdministration): Promise<void> {
  for (const record of await models.list(null)) print(modelLine(record));
}

async function create(models: ModelAdministration, file: string | undefined, options: CreateOptions): Promise<void> {
  const { set: edits, ...rest } = options;
  const document = file === undefined ? undefined : await readJson(file);
  const result = await models.create({ document, edits, ...rest });
  if (result.outcome === 'invalid') throw new RapportError('BAD_INPUT', result.faults.join('\n'));
  print(modelLine(result.record));
}

async function diff(models: ModelAdministration, base: string, hash: string): Promise<void> {
  const text = (value: unknown): string => (value === undefined ? '(nothing)' : JSON.stringify(value));
  for (const { path, before, after } of await models.diff(base, hash))
    print(`${path}: ${text(before)} -> ${text(after)}`);
}

async function approve(models: ModelAdministration, hash: string, by: string): Promise<void> {
  const result = await models.approve(hash, by, progress);
  if (result.outcome !== 'approved') {
    throw new RapportError('CONFLICT', [`Not approved: ${result.outcome}.`, ...result.faults].join('\n'));
  }
  show(result.comparison, 'text');
  print(`${hash} is in force. \`rapport recalculate\` does the recalculation now; otherwise the server does it.`);
}

function show(comparison: ModelComparison, form: 'json' | 'text'): void {
  print(form === 'json' ? JSON.stringify(comparison, null, 2) : comparisonText(comparison));
}

function collectEdit(given: string, before: CreateOptions['set']): CreateOptions['set'] {
  const at = given.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('write it as path=json');
  const [path, json] = [given.slice(0, at), given.slice(at + 1)];
  try {
    return [...before, { path, value: json === '' ? undefined : JSON.parse(json) }];
  } catch {
    throw new InvalidArgumentError(`${json} is not JSON`);
  }
}

function parseCount(given: string): number {
  const count = Number(given);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a whole number of 1 or more');
  return count;
}

function progress(customers: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${customers} customers compared `);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
