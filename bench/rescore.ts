/**
 * Everybody's value computed anew by the job, beside one SQL statement that computes the engagement alone, on the same data
 * and interleaved: `npm run bench -- rescore --customers 100000 --contributions 1000000 --rounds 3`.
 */
import { parseArgs } from 'node:util';
import { goOn, openModels, requestRecalculation } from '../src/scoring';
import { systemClock } from '../src/shared/clock';
import { type TestDatabase, testDatabase } from '../src/testing';
import { CalmRounds, readRetries, retriesOption } from './calm-rounds';
import { loadRegistry } from './import/platform';
import { median, table, withDatabaseServer } from './report';
import { fillPopulation, prepareStatement, runStatement, settle } from './rescore/population';

type Services = Parameters<typeof goOn>[0];
type Source = Parameters<typeof requestRecalculation>[1]['source'];

interface Measured {
  readonly milliseconds: number;
  /** Peak of the heap in the first and in the last quarter of the customers. */
  readonly heap: readonly [number, number];
  readonly changed: number;
}

export async function benchRescore(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customers: { type: 'string', default: '100000' },
      contributions: { type: 'string', default: '1000000' },
      rounds: { type: 'string', default: '3' },
      retries: retriesOption,
    },
  });
  const [customers, contributions, rounds] = [values.customers, values.contributions, values.rounds].map(Number) as [
    number,
    number,
    number,
  ];
  const calm = new CalmRounds(readRetries(values.retries));
  await withDatabaseServer(async () => {
    const database = await testDatabase({ statementTimeout: 30 * 60_000 });
    const registry = await loadRegistry();
    const log = { info: () => undefined, error: () => undefined };
    const { maintenance, current } = await openModels({ database, registry, clock: systemClock, log });
    await fillPopulation(database, registry, { customers, contributions }, current);
    const first = await runJob(database, maintenance, 'hooks', customers);
    await settle(database);
    await prepareStatement(database, current);
    const jobs: Measured[] = [];
    const hooks: Measured[] = [];
    const statements: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const all = await calm.round(async () => {
        const statement = await calm.during('statement', () => runStatement(database, current.document));
        await settle(database);
        const fromBuckets = await calm.during('buckets', () => runJob(database, maintenance, 'buckets', customers));
        await settle(database);
        const byHooks = await calm.during('hooks', () => runJob(database, maintenance, 'hooks', customers));
        await settle(database);
        return { statement, fromBuckets, byHooks };
      });
      statements.push(all.statement);
      jobs.push(all.fromBuckets);
      hooks.push(all.byHooks);
    }
    report(customers, statements, { jobs, hooks, first, calm });
    await database.close();
  });
}

async function runJob(
  database: TestDatabase,
  services: Services,
  source: Source,
  customers: number,
): Promise<Measured> {
  const heap: [number, number] = [0, 0];
  await requestRecalculation({ database, clock: systemClock }, { source, by: 'bench' });
  const started = performance.now();
  const run = await goOn(services, {
    onProgress: ({ customersDone }) => {
      const quarter = customersDone <= customers / 4 ? 0 : customersDone > (customers * 3) / 4 ? 1 : null;
      if (quarter !== null) heap[quarter] = Math.max(heap[quarter], process.memoryUsage().heapUsed);
    },
  });
  if (run?.state !== 'finished') throw new Error('The recalculation did not end; the comparison would be void.');
  return { milliseconds: performance.now() - started, heap, changed: run.contributionsChanged + run.valuesChanged };
}

function report(
  customers: number,
  statements: readonly number[],
  {
    jobs,
    hooks,
    first,
    calm,
  }: {
    readonly jobs: readonly Measured[];
    readonly hooks: readonly Measured[];
    readonly first: Measured;
    readonly calm: CalmRounds;
  },
): void {
  const base = median(statements);
  const megabytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MB`;
  const row = (what: string, key: string, times: readonly number[], heap?: Measured['heap']): readonly string[] => [
    what,
    (median(times) / 1_000).toFixed(2),
    String(Math.round((customers / median(times)) * 1_000)),
    (base / median(times)).toFixed(2),
    heap === undefined ? '' : `${megabytes(heap[0])} / ${megabytes(heap[1])}`,
    ...calm.cell(key),
    times.map((time) => (time / 1_000).toFixed(2)).join(' '),
  ];
  const times = (runs: readonly Measured[]): readonly number[] => runs.map(({ milliseconds }) => milliseconds);
  table([
    [
      'what',
      'seconds (median)',
      'customers/s',
      'of the statement',
      'heap, first / last quarter',
      ...calm.head,
      'rounds',
    ],
    row('one SQL statement, engagement alone', 'statement', statements),
    row('job, all components, from buckets', 'buckets', times(jobs), jobs[0]?.heap),
    row('job, all components, hooks over all interactions', 'hooks', times(hooks), hooks[0]?.heap),
    row('the same when every contribution is new', '', [first.milliseconds], first.heap),
  ]);
  calm.tell();
}
