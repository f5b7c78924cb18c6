/**
 * Rows per second of recordInteractions, in batches of 500 with a tenth of repeats, beside one statement that writes the
 * same rows: `npm run bench -- --work ingest --customers 10000 --interactions 100000 --connections 1,4`.
 */
import { isDeepStrictEqual } from 'node:util';
import { administer } from '../../src/testing/database-server';
import { loadRegistry } from '../import/platform';
import { contactKinds } from '../population/contact-kinds';
import { openPopulation } from '../population/keep';
import { median, table } from '../report';
import { cpuMilliseconds, postmaster } from '../serve/cpu';
import type { BenchOptions } from '../serve/options';
import { apiKey, type ServerProcess, startLimit, startPlatform } from '../serve/processes';
import { type Batch, batchSize, ingestSource, makeBatches } from './batches';
import { readReplays } from './replay';
import { storedFigures, untilComputed } from './tables';

/** Taken before the clock starts, by both sides. */
const warmUpBatches = 10;
const timedBatches = 20;

const mutation = `mutation ($input: RecordInteractionsInput!) {
  recordInteractions(input: $input) { recorded repeated corrected rejected waiting }
}`;

/** Of the timed batches. CPU in milliseconds per batch; `afterwards` the seconds until the values were computed, too. */
interface Measured {
  readonly seconds: number;
  readonly app: number;
  readonly database: number;
  readonly afterwards: number;
}

interface Run {
  readonly platform: Measured;
  readonly limit: Measured;
}

const copies = ['bench_platform', 'bench_limit'] as const;

export async function benchIngest(options: BenchOptions): Promise<void> {
  const population = await openPopulation(options.size, console.log);
  const server = population.url.slice(0, population.url.lastIndexOf('/'));
  const databasePid = postmaster(population.folder);
  const registry = await loadRegistry();
  const batches = makeBatches(warmUpBatches + timedBatches, options.size.customers, contactKinds(registry));
  const runs = new Map<number, Run[]>();
  const [ours, theirs] = copies.map((copy) => `${server}/${copy}`) as [string, string];
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      for (const connections of options.connections) {
        await renew(server, population.url.slice(server.length + 1));
        const load = { connections, databasePid };
        const { node } = options;
        const platform = await measured(startPlatform({ node, databaseUrl: ours }), {
          ...load,
          sends: batches.map(toPlatform),
          rest: () => untilComputed(ours),
        });
        const replays = await readReplays({ before: theirs, after: ours }, batches, registry);
        const limit = await measured(startLimit({ node, databaseUrl: theirs }), {
          ...load,
          sends: replays.map(toLimit),
        });
        await compareStored(ours, theirs);
        runs.set(connections, [...(runs.get(connections) ?? []), { platform, limit }]);
      }
    }
    report(runs);
  } finally {
    for (const copy of copies) await administer(server, `drop database if exists ${copy} with (force)`);
    await population.close();
  }
}

async function renew(server: string, template: string): Promise<void> {
  for (const copy of copies) {
    await administer(server, `drop database if exists ${copy} with (force)`);
    await administer(server, `create database ${copy} template ${template}`);
  }
}

type Send = (url: string) => Promise<void>;

interface Load {
  readonly sends: readonly Send[];
  readonly connections: number;
  readonly databasePid: number;
  /** What the server does in the background after its answers. */
  readonly rest?: () => Promise<void>;
}

/** Without start and stop of the server. */
async function measured(starting: Promise<ServerProcess>, load: Load): Promise<Measured> {
  const { sends, connections, databasePid, rest = async () => undefined } = load;
  const server = await starting;
  const used = () => [cpuMilliseconds(server.pid), cpuMilliseconds(databasePid, 'descendants')] as const;
  try {
    await sendAll(sends.slice(0, warmUpBatches), server.url, connections);
    await rest();
    const before = used();
    const begun = performance.now();
    await sendAll(sends.slice(warmUpBatches), server.url, connections);
    const answered = performance.now();
    await rest();
    const after = used();
    return {
      seconds: (answered - begun) / 1_000,
      app: (after[0] - before[0]) / timedBatches,
      database: (after[1] - before[1]) / timedBatches,
      afterwards: (performance.now() - answered) / 1_000,
    };
  } finally {
    await server.stop();
  }
}

async function sendAll(sends: readonly Send[], url: string, atATime: number): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let send = sends[next++]; send !== undefined; send = sends[next++]) await send(url);
  };
  await Promise.all(Array.from({ length: atATime }, lane));
}

const toPlatform =
  (batch: Batch): Send =>
  async (url) => {
    const variables = { input: { source: ingestSource, items: batch } };
    const answer = await post(`${url}/graphql`, { query: mutation, variables });
    const counts = (answer as { data?: { recordInteractions?: Readonly<Record<string, number>> } }).data;
    const { recorded = 0, repeated = 0 } = counts?.recordInteractions ?? {};
    if (recorded + repeated !== batch.length) throw new Error(`A batch was not taken: ${JSON.stringify(answer)}`);
  };

const toLimit =
  (replay: string): Send =>
  async (url) => {
    const answer = await post(`${url}/ingest`, { variables: { replay } });
    if (!('data' in answer)) throw new Error(`A batch was not taken: ${JSON.stringify(answer)}`);
  };

async function post(url: string, body: object): Promise<object> {
  const headers = { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${apiKey}` };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as object;
}

async function compareStored(platformUrl: string, limitUrl: string): Promise<void> {
  const [ours, theirs] = [await storedFigures(platformUrl), await storedFigures(limitUrl)];
  if (isDeepStrictEqual(ours, theirs)) return;
  throw new Error(`The two sides stored different things:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`);
}

function report(runs: ReadonlyMap<number, readonly Run[]>): void {
  const rate = ({ seconds }: Measured): string => String(Math.round((timedBatches * batchSize) / seconds));
  const of = (all: readonly Run[], figure: (run: Run) => number, digits = 0): string =>
    median(all.map(figure)).toFixed(digits);
  const cpu = ({ app, database }: Measured): number => app + database;
  table([
    [
      'connections',
      'items/s',
      'one statement',
      'ratio',
      'CPU ms app + PG',
      'one statement',
      'ratio',
      'values after s',
      'rounds',
    ],
    ...[...runs].map(([connections, all]) => [
      String(connections),
      of(all, ({ platform }) => Number(rate(platform))),
      of(all, ({ limit }) => Number(rate(limit))),
      of(all, ({ platform, limit }) => limit.seconds / platform.seconds, 2),
      `${of(all, ({ platform }) => platform.app)} + ${of(all, ({ platform }) => platform.database)}`,
      `${of(all, ({ limit }) => limit.app)} + ${of(all, ({ limit }) => limit.database)}`,
      of(all, ({ platform, limit }) => cpu(limit) / cpu(platform), 2),
      of(all, ({ platform }) => platform.afterwards, 1),
      all.map(({ platform, limit }) => `${rate(platform)}/${rate(limit)}`).join(' '),
    ]),
  ]);
}
