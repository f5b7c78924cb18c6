/**
 * Items per second of recordInteractions, in batches of 500 with a tenth of repeats, beside one statement that writes the
 * same rows: `npm run bench -- --work ingest --customers 10000 --interactions 100000 --connections 1,4`. What the background
 * owes afterwards is held back on both sides while the clock runs, and its cost is told beside.
 */
import { isDeepStrictEqual } from 'node:util';
import { administer } from '../../src/testing/database-server';
import { loadRegistry } from '../import/platform';
import { contactKinds } from '../population/contact-kinds';
import { openPopulation } from '../population/keep';
import { postmaster } from '../serve/cpu';
import type { BenchOptions } from '../serve/options';
import { apiKey, startLimit, startPlatform } from '../serve/processes';
import { backgroundOf } from './background';
import { type Batch, ingestSource, makeBatches } from './batches';
import { measured, type Send, timedBatches, warmUpBatches } from './measure';
import { readReplays } from './replay';
import { type Run, report } from './report';
import { storedFigures } from './tables';

const mutation = `mutation ($input: RecordInteractionsInput!) {
  recordInteractions(input: $input) { recorded repeated corrected rejected waiting }
}`;

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
