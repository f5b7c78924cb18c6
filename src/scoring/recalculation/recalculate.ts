import type { Database } from '../../db/database';
import type { Registry } from '../../kernel/registry';
import type { Writer } from '../../sdk';
import type { Clock } from '../../shared/clock';
import { fixed } from '../current-model';
import type { ModelInForce } from '../model';
import { inOrder } from './in-order';
import { rebuildFromLog } from './rebuild';
import { rebuildByHooks } from './rebuild-by-hooks';
import { refreshValues } from './refresh-values';
import {
  advanceRun,
  endRun,
  lockNextCustomers,
  mayWait,
  type RecalculationRun,
  type RunStep,
  readRun,
  runUnderWay,
  takeRuns,
} from './run.store';
import { holdModelInForce } from './shape.store';

export interface RecalculationServices {
  readonly database: Pick<Database, 'transaction' | 'reader'>;
  readonly registry: Registry;
  readonly model: ModelInForce;
  readonly clock: Clock;
}

export interface GoOnOptions {
  /** Customers per transaction; memory and the time for which an intake may have to wait grow with it. */
  readonly batchSize?: number;
  /** Stops after the batches under way; the run goes on later from there. */
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (run: RecalculationRun) => void;
}

const defaultBatch = 4_000;
/** While the database works on one batch, this process works on the other. */
const batchesUnderWay = 2;
const statementTimeout = 10 * 60 * 1000;

/**
 * Goes on with the run under way, from the position it has committed, until its end, the signal or a fault. Reads and
 * writes go on meanwhile: each batch locks its own customers only. Memory does not grow with the population.
 *
 * @returns the run as it stands then; null when there is none, or another process works on it
 */
export function goOn(services: RecalculationServices, options: GoOnOptions = {}): Promise<RecalculationRun | null> {
  // The lock lives as long as this transaction, which does nothing else: it ends even with a killed process.
  return services.database.transaction(async (guard) => {
    if (!(await takeRuns(guard))) return null;
    await mayWait(guard);
    const run = await runUnderWay(services.database.reader());
    if (run === null) return null;
    await allBatches(services, run, options);
    return readRun(services.database.reader(), run.id);
  });
}

async function allBatches(services: RecalculationServices, run: RecalculationRun, options: GoOnOptions): Promise<void> {
  const { database, clock } = services;
  let isWhole = false;
  await inOrder(batchesUnderWay, run.position, async (turn) => {
    if (options.signal?.aborted === true) return false;
    const outcome = await database.transaction(
      async (writer) => {
        const after = await turn.start;
        const ids = await lockNextCustomers(writer, {
          after,
          last: run.lastCustomerId,
          limit: options.batchSize ?? defaultBatch,
        });
        turn.started(ids.at(-1) ?? after);
        if (ids.length === 0) return 'end';
        if ((await holdModelInForce(writer)) !== run.modelHash) return 'superseded';
        const step = await oneBatch(services, run, writer, ids);
        await turn.earlierEnded;
        await advanceRun(writer, run.id, step, clock.now());
        return 'goOn';
      },
      { statementTimeout },
    );
    if (outcome === 'goOn') options.onProgress?.((await readRun(database.reader(), run.id)) ?? run);
    if (outcome === 'superseded') {
      await database.transaction((writer) => endRun(writer, run.id, 'superseded', clock.now()));
    }
    if (outcome === 'end') isWhole = true;
    return outcome === 'goOn';
  });
  if (isWhole) await database.transaction((writer) => endRun(writer, run.id, 'finished', clock.now()));
}

async function oneBatch(
  services: RecalculationServices,
  run: RecalculationRun,
  writer: Writer,
  ids: readonly number[],
): Promise<RunStep> {
  const model = fixed(services.model);
  const rebuilt = await rebuilding[run.source](writer, ids, services, model);
  const values = await refreshValues(writer, ids, model, { at: run.computedFor, now: services.clock.now() });
  return { position: ids.at(-1) ?? run.position, customers: ids.length, values, ...rebuilt };
}

const rebuilding = {
  buckets: async () => ({ contributions: 0, buckets: 0 }),
  log: (writer: Writer, ids: readonly number[], _: RecalculationServices, model: ModelInForce) =>
    rebuildFromLog(writer, ids, model.document),
  hooks: (writer: Writer, ids: readonly number[], { registry }: RecalculationServices, model: ModelInForce) =>
    rebuildByHooks(writer, ids, registry, model),
} as const;
