import { readConfig } from '../config';
import { failedJobs, retryFailedJobs } from '../jobs';
import { openPlatform, type Platform } from '../open-platform';
import type { DeadLettersOptions } from './dead-letters.command';

/** Prints one line of JSON for each, or for what became of it. */
export async function showDeadLetters({ plugin, limit, replay }: DeadLettersOptions): Promise<void> {
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
