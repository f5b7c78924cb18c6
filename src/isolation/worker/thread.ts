import { parentPort, workerData } from 'node:worker_threads';
import { readContext } from '../../auth';
import { loadPlugins } from '../../kernel';
import {
  type BatchSource,
  type Contribution,
  contributionsByRow,
  eventColumns,
  type InteractionEvent,
  type Plugin,
  type Reader,
  type ScoreContext,
} from '../../sdk';
import { Flood, reasonOf } from '../plugin-fault';
import { sizeOf, sizeOfData } from '../size-of';
import { largestAnswer } from '../slot-policy';
import type { EventAnswer } from './plugin-worker';
import type { FromThread, ThreadData, ToldFault, ToThread } from './protocol';
import { heardFault, tellFault } from './told-fault';

/** More would be left out anyway; one more than counts tells that there were too many. */
const mostContributions = 17;

/** What a hook may say of one event, counted as by `sizeOf`: the platform has to hold what it is told. */
const largestEventAnswer = 32_000;

interface Answering {
  resolve(rows: readonly object[]): void;
  reject(error: Error): void;
}

const queries = new Map<number, Answering>();
let asked = 0;

/** The thread's side: loads the plugin as the platform does, then answers calls. */
async function serve({ configuration, places }: ThreadData): Promise<void> {
  const { plugins, faults } = await loadPlugins([configuration], places);
  const [plugin] = plugins;
  if (plugin === undefined) {
    say({ kind: 'broken', reason: faults.map(({ message }) => message).join(' ') });
    return;
  }
  const loads = batchFunctions(plugin);
  parentPort?.on('message', (message: ToThread) => void answer(plugin, loads, message));
  say({ kind: 'ready', coordinates: [...loads.keys()] });
}

/** Those of the fields that the plugin contributes. */
function batchFunctions({ contributions }: Plugin): ReadonlyMap<string, BatchSource['load']> {
  return new Map(
    (contributions.fields ?? []).flatMap(({ on, name, source }) =>
      source.kind === 'batch' ? [[`${on}.${name}`, source.load] as const] : [],
    ),
  );
}

async function answer(
  plugin: Plugin,
  loads: ReadonlyMap<string, BatchSource['load']>,
  message: ToThread,
): Promise<void> {
  if (message.kind === 'rows') return settle(message.query, (query) => query.resolve(message.rows));
  if (message.kind === 'unread') return settle(message.query, (query) => query.reject(heardFault(message.fault)));
  const { call } = message;
  try {
    const value =
      message.kind === 'score' ? score(plugin, message.events, message.context) : await load(loads, message);
    say({ kind: 'answer', call, value });
  } catch (error) {
    say({ kind: 'failed', call, fault: tellFault(error) satisfies ToldFault });
  }
}

function settle(query: number, how: (answering: Answering) => void): void {
  const answering = queries.get(query);
  queries.delete(query);
  if (answering !== undefined) how(answering);
}

function score(
  { contributions }: Plugin,
  events: readonly InteractionEvent[],
  context: ScoreContext,
): readonly EventAnswer[] {
  const { score: hook, scoreBatch } = contributions;
  const together =
    scoreBatch === undefined
      ? null
      : batchAnswers(() => {
          return contributionsByRow(scoreBatch(eventColumns(events), context), events.length);
        });
  if (together !== null) return together;
  return events.map((event) => {
    try {
      const said: unknown = hook?.(event, context) ?? [];
      if (!Array.isArray(said)) throw new TypeError('the hook did not return a list');
      return { contributions: fitting(said as readonly Contribution[]) };
    } catch (error) {
      return { failed: tellFault(error).message };
    }
  });
}

function fitting(said: readonly Contribution[]): readonly Contribution[] {
  const first = said.slice(0, mostContributions);
  if (sizeOf(first, largestEventAnswer) > largestEventAnswer) throw new Flood('the hook says too much of one event');
  return first;
}

/** Null when the batch fails: its events are then scored one by one, which says of which of them it fails. */
function batchAnswers(work: () => readonly (readonly Contribution[])[]): readonly EventAnswer[] | null {
  try {
    return work().map((contributions) => ({ contributions: fitting(contributions) }));
  } catch {
    return null;
  }
}

async function load(
  loads: ReadonlyMap<string, BatchSource['load']>,
  { call, coordinate, keys, args, principal, now }: Extract<ToThread, { kind: 'load' }>,
): Promise<readonly unknown[]> {
  const run = loads.get(coordinate);
  if (run === undefined) throw new Error(`There is no batch function of ${coordinate}.`);
  const reader: Reader = {
    query: <Row extends object>(statement: Parameters<Reader['query']>[0]) =>
      new Promise<readonly Row[]>((resolve, reject) => {
        asked += 1;
        queries.set(asked, { resolve: (rows) => resolve(rows as readonly Row[]), reject });
        say({ kind: 'query', call, query: asked, statement });
      }),
  };
  const answers: unknown = await run(keys, args, readContext({ reader, principal, now }));
  // Before it is copied: the other side has no limit of memory.
  if (sizeOfData(answers, largestAnswer) > largestAnswer) {
    throw new Flood(`${coordinate} answers more than ${largestAnswer / 1_000_000} MB at once`);
  }
  return answers as readonly unknown[];
}

function say(message: FromThread): void {
  parentPort?.postMessage(message);
}

/** As in the process of the platform: what nobody waits for ends nothing. */
process.on('unhandledRejection', (reason) => {
  process.stderr.write(`A rejection that nobody waits for: ${reasonOf(reason)}\n`);
});

serve(workerData as ThreadData).catch((error: unknown) => {
  say({ kind: 'broken', reason: tellFault(error).message });
});
