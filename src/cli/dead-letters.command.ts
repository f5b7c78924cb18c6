import { type Command, InvalidArgumentError } from 'commander';
import { readConfig } from '../config';
import { failedJobs, retryFailedJobs } from '../jobs';
import { openPlatform, type Platform } from '../open-platform';

interface Options {
  readonly plugin?: string;
  readonly limit: number;
  readonly replay?: true;
}

/** `rapport dead-letters [--plugin id] [--replay]`: what a plugin failed on so often that it is no longer tried, its jobs among it. */
export function register(program: Command): void {
  program
    .command('dead-letters')
    .description('list what a plugin failed on so often that it is no longer tried; with --replay, try it again')
    .option('--plugin <id>', 'of this plugin only')
    .option('--limit <count>', 'how many at most, oldest first', parseCount, 100)
    .option(
      '--replay',
      'send them through their plugin again, and tell what became of each; jobs are queued for the server',
    )
    .action(run);
}

async function run({ plugin, limit, replay }: Options): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const platform = await openPlatform(readConfig(), { use: 'tool', say });
  try {
    const { database, deliveries } = platform;
    const letters = await deliveries.deadLetters({ limit, ...(plugin === undefined ? {} : { plugin }) });
    const jobs = { plugin, limit };
    if (replay !== true) return print([...letters, ...(await failedJobs(database.reader(), jobs))]);
    const ids = letters.map(({ id }) => id);
    if (ids.length > 0) print(await replayed(platform, ids));
    const queued = await database.transaction((writer) => retryFailedJobs(writer, jobs));
    print(queued.map(({ id, job }) => ({ status: 'queued', job, id })));
  } finally {
    await platform.close();
  }
}

async function replayed({ deliveries }: Platform, ids: readonly string[]): Promise<readonly object[]> {
  const outcomes = await deliveries.replay({ ids, limit: ids.length });
  return outcomes.map(({ status, sourceKey, code, reason, setAsideId }) => ({
    ...{ status, sourceKey, code, reason },
    id: setAsideId,
  }));
}

/** One line of JSON each: for people, and for programs that read lines. */
function print(rows: readonly object[]): void {
  for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return count;
}
