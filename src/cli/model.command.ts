import { type Command, InvalidArgumentError } from 'commander';

export interface CreateModelOptions {
  readonly base?: string;
  readonly set: readonly { readonly path: string; readonly value: unknown }[];
  readonly name?: string;
  readonly note?: string;
  readonly by: string;
}

export interface CompareModelsOptions {
  readonly base?: string;
  readonly atMost?: number;
  readonly json?: true;
}

interface Decision {
  readonly by: string;
}

/** `rapport model list|show|create|diff|compare|approve|retire`. */
export function register(program: Command): void {
  const model = program.command('model').description('value models: what relationships are computed by');
  model
    .command('list')
    .description('list the value models, latest first')
    .action(() => work().listModels());
  model
    .command('show')
    .description('print a model’s document')
    .argument('<hash>', 'hash or its first digits')
    .action((hash: string) => work().showModel(hash));
  model
    .command('create')
    .description('store a draft: a document from a file, or changes to a stored model')
    .argument('[file]', 'JSON document')
    .option('--base <hash>', 'the model that the changes are made to')
    .option('--set <path=json>', 'a change, such as channels.web.depth=0.3; may be repeated', collectEdit, [])
    .option('--name <name>', 'name of the new model')
    .option('--note <text>', 'why it is proposed')
    .requiredOption('--by <name>', 'who proposes it')
    .action((file: string | undefined, options: CreateModelOptions) => work().createModel(file, options));
  model
    .command('diff')
    .description('list where two models differ')
    .argument('<base>', 'hash of the one')
    .argument('<hash>', 'hash of the other')
    .action((base: string, hash: string) => work().diffModels(base, hash));
  model
    .command('compare')
    .description('what a model would change against the one in force, for everybody')
    .argument('<hash>', 'hash of the model')
    .option('--base <hash>', 'compare with this model instead of the one in force')
    .option('--at-most <customers>', 'compare a random part of so many customers, always the same one', parseCount)
    .option('--json', 'print the whole report as JSON')
    .action((hash: string, options: CompareModelsOptions) => work().compareModels(hash, options));
  model
    .command('approve')
    .description('compare, then put a model in force')
    .argument('<hash>', 'hash of the model')
    .requiredOption('--by <name>', 'who approves it')
    .action((hash: string, { by }: Decision) => work().approveModel(hash, by));
  model
    .command('retire')
    .description('give up a draft')
    .argument('<hash>', 'hash of the draft')
    .requiredOption('--by <name>', 'who decides')
    .action((hash: string, { by }: Decision) => work().retireModel(hash, by));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./model.action') => require('./model.action');

function collectEdit(given: string, before: CreateModelOptions['set']): CreateModelOptions['set'] {
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
