/**
 * Items per second of recordInteractions, in batches of 500 with a tenth of repeats, beside one statement that writes the
 * same rows: `npm run bench -- --work ingest --customers 10000 --interactions 100000 --connections 1,4`. What the background
 * owes afterwards is held back on both sides while the clock runs, and its cost is told beside.
 */
import { isDeepStrictEqual } from 'node:util';
import { administer } from '../../src/testing/database-server';
import { CalmRounds } from '../calm-rounds';
import { loadRegistry } from '../import/platform';
import { contactKinds } from '../population/contact-kinds';
import { openPopulation } from '../population/keep';
import { postmaster } from '../serve/cpu';
import type { BenchOptions } from '../serve/options';
import { apiKey, startLimit, startPlatform } from '../serve/processes';
import { backgroundOf } from './background';
import { type Batch, ingestSource, makeBatches } from './batches';
import { type Load, measured, type Send, timedBatches, warmUpBatches } from './measure';
import { readReplays } from './replay';
import { type Run, report } from './report';
import { storedFigures } from './tables';

const mutation = `mutation ($input: RecordInteractionsInput!) {
  recordInteractions(input: $input) { recorded repeated corrected rejected waiting }
}`;

const copies = ['bench_platform', 'bench_limit'] as const;

export async function benchIngest(options: BenchOptions): Promise<void> {
  const population = await openPopulation(options.size, console.log);
  const at = population.url.lastIndexOf('/');
  const [server, template] = [population.url.slice(0, at), population.url.slice(at + 1)];
  const registry = await loadRegistry();
  const batches = makeBatches(warmUpBatches + timedBatches, options.size.customers, contactKinds(registry));
  const calm = new CalmRounds(options.retries);
  const sides = { server, node: options.node, databasePid: postmaster(population.folder), batches, registry, calm };
  const runs = new Map<number, Run[]>();
  try {
    for (let round = 0; round < options.rounds; round += 1) {
      for (const connections of options.connections) {
        const run = await calm.round(async () => {
          await renew(server, template);
          return runBoth(sides, connections);
        });
        runs.set(connections, [...(runs.get(connections) ?? []), run]);
      }
    }
    report(runs, calm);
  } finally {
    for (const copy of copies) await administer(server, `drop database if exists ${copy} with (force)`);
    await population.close();
  }
}

interface Sides {
  readonly server: string;
  readonly node: string;
  readonly databasePid: number;
  readonly batches: readonly Batch[];
  readonly registry: Awaited<ReturnType<typeof loadRegistry>>;
  readonly calm: CalmRounds;
}

/** The reference second: it gets the rows that the platform has stored. */
async function runBoth(sides: Sides, connections: number): Promise<Run> {
  const { server, node, databasePid, batches, registry, calm } = sides;
  const [ours, theirs] = copies.map((copy) => `${server}/${copy}`) as [string, string];
  const watched: Load['watched'] = (work) => calm.during(String(connections), work);
  const load = { connections, databasePid, watched };
  const platform = await measured(startPlatform({ node, databaseUrl: ours }), {
    ...load,
    ...backgroundOf(ours, 'awaited'),
    sends: batches.map(toPlatform),
  });
  const replays = await readReplays({ before: theirs, after: ours }, batches, registry);
  const limit = await measured(startLimit({ node, databaseUrl: theirs }), {
    ...load,
    ...backgroundOf(theirs, 'left out'),
    sends: replays.map(toLimit),
  });
  await compareStored(ours, theirs);
  return { platform, limit };
}

async function renew(server: string, template: string): Promise<void> {
  for (const copy of copies) {
    await administer(server, `drop database if exists ${copy} with (force)`);
    await administer(server, `create database ${copy} template ${template}`);
  }
}

/** Bodies are written before the clock starts: those of the reference, which say more, would take the machine longer. */
function toPlatform(batch: Batch): Send {
  const body = JSON.stringify({ query: mutation, variables: { input: { source: ingestSource, items: batch } } });
  return async (url) => {
    const answer = await post(`${url}/graphql`, body);
    const counts = (answer as { data?: { recordInteractions?: Readonly<Record<string, number>> } }).data;
    const { recorded = 0, repeated = 0 } = counts?.recordInteractions ?? {};
    if (recorded + repeated !== batch.length) throw new Error(`A batch was not taken: ${JSON.stringify(answer)}`);
  };
}

function toLimit(replay: string): Send {
  const body = JSON.stringify({ variables: { replay } });
  return async (url) => {
    const answer = await post(`${url}/ingest`, body);
    if (!('data' in answer)) throw new Error(`A batch was not taken: ${JSON.stringify(answer)}`);
  };
}

async function post(url: string, body: string): Promise<object> {
  const headers = { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${apiKey}` };
  const answer = await fetch(url, { method: 'POST', headers, body });
  return (await answer.json()) as object;
}

async function compareStored(platformUrl: string, limitUrl: string): Promise<void> {
  const [ours, theirs] = [await storedFigures(platformUrl), await storedFigures(limitUrl)];
  if (isDeepStrictEqual(ours, theirs)) return;
  throw new Error(`The two sides stored different things:\n${JSON.stringify(ours)}\n${JSON.stringify(theirs)}`);
}
