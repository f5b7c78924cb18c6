import { readConfig } from '../config';
import { openPlatform } from '../open-platform';
import { checkConsistency, goOn, requestRecalculation } from '../scoring';
import { RapportError } from '../sdk';
import { showProgress } from './import/progress';
import { comparisonText } from './model/model-text';
import type { RecalculateOptions } from './recalculate.command';

const statementTimeout = 600_000;

/** @throws RapportError BAD_INPUT, or CONFLICT while another process works on one */
export async function recalculate(options: RecalculateOptions): Promise<void> {
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

async function run({ model, from: source, batchSize, by }: RecalculateOptions): Promise<void> {
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

/** Prints every difference; the exit code is 1 when there is one. */
export async function check(share: number): Promise<void> {
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
