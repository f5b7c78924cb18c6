import { userInfo } from 'node:os';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { commandPrincipal } from '../auth';
import { readConfig } from '../config';
import { openPlatform } from '../open-platform';
import { checkConsistency, goOn, requestRecalculation } from '../scoring';
import { RapportError } from '../sdk';
import { showProgress } from './import/progress';
import { comparisonText } from './model/model-text';

type Source = Parameters<typeof requestRecalculation>[1]['source'];

interface Options {
  readonly model?: string;
  readonly from: Source;
  readonly batchSize: number;
  readonly by: string;
  readonly dryRun?: true;
}

const statementTimeout = 600_000;

/** `rapport recalculate [--model hash] [--from buckets|log|hooks]` and `rapport check-consistency`. */
export function register(program: Command): void {
  program
    .command('recalculate')
    .description('compute everybody’s value anew; one that was interrupted is gone on with where it stopped')
    .option('--model <hash>', 'the model meant; it must be in force, unless with --dry-run')
    .addOption(
      new Option('--from <source>', 'what to start from').choices(['buckets', 'log', 'hooks']).default('buckets'),
    )
    .option('--batch-size <customers>', 'customers per transaction', parseSize, 2_000)
    .option('--by <name>', 'who asks for it', commandPrincipal(userInfo().username).subject)
    .option('--dry-run', 'write nothing: tell what --model, in force or not, would change')
    .action(recalculate);
  program
    .command('check-consistency')
    .description('recompute customers from their evidence and report every difference; exit code 1 when there is one')
    .option('--share <share>', 'share of the customers, 0 to 1', Number, 1)
    .action(({ share }: { readonly share: number }) => check(share));
}

async function recalculate(options: Options): Promise<void> {
  if (options.dryRun === true) return compare(options.model);
  return run(options);
}

/** Values are kept under one model only. What another one would make of them can be seen, not stored. */
async function compare(model: string | undefined): Promise<void> {
  if (model === undefined) throw new RapportError('BAD_INPUT', '--dry-run needs --model: the hash to compare with.');
  const platform = await open();
  try {
    const report = await platform.models.compare(model);
    process.stdout.write(`${comparisonText(report)}\nNothing was written.\n`);
  } finally {
    await platform.close();
  }
}

async function run({ model, from: source, batchSize, by }: Options): Promise<void> {
  const platform = await open();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const progress = showProgress(process.stderr, 'recalculate');
  try {
    const { id } = await requestRecalculation(platform, { hash: model, source, by });
    const run = await goOn(platform.maintenance, {
      batchSize,
      signal: stop.signal,
      onProgress: ({ customersDone, customersTotal }) =>
        progress.update(customersDone / Math.max(1, customersTotal), customersDone),
    });
    progress.stop();
    if (run === null) throw new RapportError('CONFLICT', 'Another process works on the recalculation already.');
    if (run.id !== id)
      throw new RapportError('CONFLICT', 'Another recalculation was under way and is done; ask again.');
    process.stdout.write(
      `${run.state}: ${run.customersDone} customers, ${run.valuesChanged} values, ${run.bucketsChanged} buckets, ${run.contributionsChanged} contributions changed\n`,
    );
    if (run.state === 'running') process.exitCode = 130;
  } finally {
    progress.stop();
    await platform.close();
  }
}

async function check(share: number): Promise<void> {
  const platform = await open();
  try {
    const day = platform.clock.now().toISOString().slice(0, 10);
    const { customers, incidents } = await checkConsistency(platform.maintenance, { share, day });
    for (const { customerId, what, signal, subject, expected, found } of incidents.slice(0, 50)) {
      process.stdout.write(
        `customer ${customerId} ${what} ${signal} ${subject}: ${found ?? 'nothing'}, not ${expected ?? 'nothing'}\n`,
      );
    }
    process.stdout.write(`${customers} customers checked, ${incidents.length} differences\n`);
    if (incidents.length > 0) process.exitCode = 1;
  } finally {
    await platform.close();
  }
}

function open() {
  const config = readConfig();
  return openPlatform({ ...config, database: { ...config.database, statementTimeout } }, { use: 'tool', say });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function parseSize(given: string): number {
  const size = Number(given);
  if (!Number.isInteger(size) || size < 1 || size > 20_000) throw new InvalidArgumentError('a number from 1 to 20000');
  return size;
}
