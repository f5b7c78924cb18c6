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
import type { BenchOptions } from '../serve/options';
import { apiKey, type ServerProcess, startLimit, startPlatform } from '../serve/processes';
import { type Batch, ingestSource, makeBatches } from './batches';
import { readReplays } from './replay';
import { storedFigures } from './tables';

/** Rows that differ from all others, per run. */
const batchesPerRun = 20;

const mutation = `mutation ($input: RecordInteractionsInput!) {
  recordInteractions(input: $input) { recorded repeated corrected rejected waiting }
}`;

interface Run {
  readonly platform: number;
  readonly limit: number;
}

export async function benchIngest(options: BenchOptions): Promise<void> {
  const population = await openPopulation(options.size, console.log);
  const server = population.url.slice(0, population.url.lastIndexOf('/'));
  const registry = await loadRegistry();
  const batches = makeBatches(batchesPerRun, options.size.customers, contactKinds(registry));
  const runs = new Map<number, Run[]>();
  const copies = ['bench_platform', 'bench_limit'] as const;
  const urlOf = (copy: (typeof copies)[number]): string => `${server}/${copy}`;
  const renew = async (): Promise<void> => {
    for (const copy of copies) {
      await administer(server, `drop database if exists ${copy} with (force)`);
      await administer(server, `create database ${copy} template ${population.url.slice(server.length + 1)}`);
    }
  };
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      for (const connections of options.connections) {
        await renew();
        const node = options.node;
        const platform = await timed(startPlatform({ node, databaseUrl: urlOf('bench_platform') }), (url) =>
          sendAll(
            batches.map((batch) => toPlatform(url, batch)),
            connections,
          ),
        );
        const replays = await readReplays(
          { before: urlOf('bench_limit'), after: urlOf('bench_platform') },
          batches,
          registry,
        );
        const limit = await timed(startLimit({ node, databaseUrl: urlOf('bench_limit') }), (url) =>
          sendAll(
            replays.map((replay) => toLimit(url, replay)),
            connections,
          ),
        );
        await compareStored(urlOf('bench_platform'), urlOf('bench_limit'));
        runs.set(connections, [...(runs.get(connections) ?? []), { platform, limit }]);
      }
    }
    report(runs, batches.flat().length);
  } finally {
    for (const copy of copies) await administer(server, `drop database if exists ${copy} with (force)`);
    await population.close();
  }
}

/** Seconds of the work, without start and stop of the server. */
async function timed(starting: Promise<ServerProcess>, work: (url: string) => Promise<void>): Promise<number> {
  const server = await starting;
  try {
    const begun = performance.now();
    await work(server.url);
    return (performance.now() - begun) / 1_000;
  } finally {
    await server.stop();
  }
}

type Send = () => Promise<void>;

async function sendAll(sends: readonly Send[], atATime: number): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let send = sends[next++]; send !== undefined; send = sends[next++]) await send();
  };
  await Promise.all(Array.from({ length: atATime }, lane));
}

const toPlatform =
  (url: string, batch: Batch): Send =>
  async () => {
    const variables = { input: { source: ingestSource, items: batch } };
    const answer = await post(`${url}/graphql`, { query: mutation, variables });
    const counts = (answer as { data?: { recordInteractions?: Readonly<Record<string, number>> } }).data;
    const { recorded = 0, repeated = 0 } = counts?.recordInteractions ?? {};
    if (recorded + repeated !== batch.length) throw new Error(`A batch was not taken: ${JSON.stringify(answer)}`);
  };

const toLimit =
  (url: string, replay: string): Send =>
  async () => {
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

function report(runs: ReadonlyMap<number, readonly Run[]>, items: number): void {
  const rate = (seconds: number): string => String(Math.round(items / seconds));
  table([
    ['connections', 'platform items/s', 'one statement items/s', 'ratio', 'rounds'],
    ...[...runs].map(([connections, all]) => [
      String(connections),
      rate(median(all.map(({ platform }) => platform))),
      rate(median(all.map(({ limit }) => limit))),
      median(all.map(({ platform, limit }) => limit / platform)).toFixed(2),
      all.map(({ platform, limit }) => `${rate(platform)}/${rate(limit)}`).join(' '),
    ]),
  ]);
}
