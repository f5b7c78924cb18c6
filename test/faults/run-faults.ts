import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { kill, launchPlatform, type PlatformProcess, untilReady } from '../helpers/platform-process';
import { postmasterOf } from '../helpers/postmaster';
import { countWritten, type Found } from './count-written';
import { startWriters, type WriterCounts } from './writers';

export type FaultTarget = 'server' | 'database';

export interface FaultRun {
  /** One for each kill, in their order. */
  readonly targets: readonly FaultTarget[];
  /** Folder of an embedded database; it may be empty. */
  readonly dataFolder: string;
  readonly port: number;
  readonly onKill?: (done: number) => void;
}

export interface FaultReport extends Found {
  readonly kills: number;
  readonly writers: WriterCounts;
  /** Attempts that were not answered, or asked to try again, after the kills of each target. */
  readonly troubled: Readonly<Record<FaultTarget, number>>;
  readonly seconds: number;
  /** How the server ended when it was asked to, at last. */
  readonly exitCode: number | null;
}

const writers = 16;
const customers = 32;
/** Requests acknowledged after one kill and before the next: what a kill meets is work. */
const leastProgress = 2 * writers;
/** Milliseconds after that, at random, so that kills meet every step of the work. */
const longestRest = 400;

/** Kills server or database again and again under writers, and counts what was lost and what was doubled. */
export async function runFaults({ targets, dataFolder, port, onKill }: FaultRun): Promise<FaultReport> {
  const begun = performance.now();
  let platform = await start(dataFolder, port);
  try {
    const running = startWriters(platform.url, await prepareCustomers(platform), writers);
    const troubled = { server: 0, database: 0 };
    await progress(() => running.acknowledged(), leastProgress);
    for (const [done, target] of targets.entries()) {
      await pause(Math.random() * longestRest);
      const before = troubles(running.counts());
      if (target === 'database') process.kill(postmasterOf(dataFolder), 'SIGKILL');
      else {
        await kill(platform);
        platform = await start(dataFolder, port);
      }
      await progress(() => running.acknowledged(), leastProgress);
      troubled[target] += troubles(running.counts()) - before;
      onKill?.(done + 1);
    }
    await running.stop();
    const found = await countWritten(urlOf(dataFolder), running.written);
    const exitCode = await platform.stop();
    const seconds = Math.round((performance.now() - begun) / 1_000);
    return { ...found, kills: targets.length, writers: running.counts(), troubled, seconds, exitCode };
  } catch (error) {
    const said = platform.output().slice(-10_000);
    throw new Error(`${error instanceof Error ? error.message : String(error)}\nThe server said:\n${said}`);
  } finally {
    await platform.stop();
  }
}

const troubles = ({ unanswered, retried }: WriterCounts): number =>
  Object.values(retried).reduce((sum, times) => sum + times, unanswered);

async function start(dataFolder: string, port: number): Promise<PlatformProcess> {
  const platform = await launchPlatform({
    ...{ RAPPORT_DATA: dataFolder, PORT: String(port), LOG_LEVEL: 'error' },
    RAPPORT_PLUGINS: '["rapport-plugin-rep"]',
  });
  await untilReady(platform);
  return platform;
}

async function prepareCustomers(platform: PlatformProcess): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let number = 0; number < customers; number += 1) {
    const { data, errors } = await platform.graphql<{ upsertCustomer: { customer: { id: string } } }>(
      `mutation ($key: String!) { upsertCustomer(input: { source: "faults", sourceKey: $key, kind: ORGANIZATION,
        identifiers: [{ system: "crm", value: $key }], organizationName: $key }) { customer { id } } }`,
      { key: `customer-${number}` },
    );
    if (data === undefined) throw new Error(`No customer could be made: ${JSON.stringify(errors)}`);
    ids.push(data.upsertCustomer.customer.id);
  }
  return ids;
}

/** Two minutes are longer than any server takes to come back. */
const longestStandstill = 120_000;

async function progress(acknowledged: () => number, howMuch: number): Promise<void> {
  const goal = acknowledged() + howMuch;
  const deadline = performance.now() + longestStandstill;
  while (acknowledged() < goal) {
    if (performance.now() > deadline) throw new Error('Nothing was acknowledged for two minutes');
    await pause(20);
  }
}

function urlOf(dataFolder: string): string {
  const facts = JSON.parse(readFileSync(join(dataFolder, 'database.json'), 'utf8')) as Record<string, string>;
  return `postgres://${facts.user}:${facts.password}@127.0.0.1:${facts.port}/${facts.database}`;
}
