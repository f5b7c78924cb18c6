import type { Database } from '../../db/database';
import { mayWait } from '../../db/may-wait';
import type { Registry } from '../../kernel/registry';
import type { Writer } from '../../sdk';
import type { Clock } from '../../shared/clock';
import { together } from '../../shared/meanwhile';
import { valuePlan } from '../../value';
import { bucketShape } from '../bucket-shape';
import { customerRuns } from '../bulk/customer-runs';
import { type CurrentModel, fixed } from '../current-model';
import type { ModelInForce } from '../model';
import { type BatchStanding, readBatchStanding } from './batch-standing.store';
import { type Alone, inOrder, oneAtATime, type Turn } from './in-order';
import { lanesOf } from './lanes';
import { rebuildFromLog } from './rebuild';
import { rebuildBatchByHooks } from './rebuild-by-hooks';
import { type RefreshOptions, readyToRefresh, type Told } from './refresh-values';
import {
  advanceRun,
  endRun,
  lockNextCustomers,
  type RecalculationRun,
  type RecalculationSource,
  type RunStep,
  readRun,
  runUnderWay,
  takeRuns,
} from './run.store';

export interface RecalculationServices {
  readonly database: Pick<Database, 'transaction' | 'reader' | 'pool'>;
  readonly registry: Registry;
  readonly model: ModelInForce | CurrentModel;
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
const statementTimeout = 10 * 60 * 1000;

/**
 * Goes on with the run under way, from the position it has committed, until its end, the signal or a fault. Reads and
 * writes go on meanwhile: each batch locks its own customers only. Memory does not grow with the population.
 *
 * @returns the run as it stands then; null when there is none, or another process works on it
 */
export function goOn(services: RecalculationServices, options: GoOnOptions = {}): Promise<RecalculationRun | null> {
  return services.database.transaction((guard) => goOnWithin(guard, services, options));
}

/**
 * The same with a transaction of the caller, which must do nothing else: it holds the lock on runs, which then ends even
 * with a killed process.
 */
export async function goOnWithin(
  guard: Writer,
  services: RecalculationServices,
  options: GoOnOptions = {},
): Promise<RecalculationRun | null> {
  if (!(await takeRuns(guard))) return null;
  await mayWait(guard);
  const run = await runUnderWay(services.database.reader());
  if (run === null) return null;
  const { model } = services;
  // Another process may have approved the run's model a moment ago.
  if (model.hash !== run.modelHash && 'reload' in model) await model.reload(services.database.reader());
  await allBatches({ ...services, model: fixed(model) }, run, options);
  return readRun(services.database.reader(), run.id);
}

async function allBatches(services: RecalculationServices, run: RecalculationRun, options: GoOnOptions): Promise<void> {
  const { database, clock } = services;
  let asking = 0;
  const lanes = () => lanesOf(database.pool, asking);
  const alone = oneAtATime();
  let isWhole = false;
  await inOrder(lanes, run.position, async (turn) => {
    if (options.signal?.aborted === true) return false;
    asking += 1;
    const connected = once(() => {
      asking -= 1;
    });
    const work = (writer: Writer) => {
      connected();
      return takeBatch(services, { run, options, turn, alone }, writer);
    };
    const outcome = await database.transaction(work, { statementTimeout }).finally(connected);
    if (outcome === 'superseded') {
      await database.transaction((writer) => endRun(writer, run.id, 'superseded', clock.now()));
    }
    if (outcome === 'end') isWhole = true;
    if (typeof outcome === 'string') return false;
    options.onProgress?.(outcome);
    return true;
  });
  if (isWhole) await database.transaction((writer) => endRun(writer, run.id, 'finished', clock.now()));
}

/** Does it when first called. */
function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}

interface BatchOptions {
  readonly run: RecalculationRun;
  readonly options: GoOnOptions;
  readonly turn: Turn;
  readonly alone: Alone;
}

/** The next customers, in a transaction of their own that commits the position behind them. */
async function takeBatch(
  services: RecalculationServices,
  { run, options, turn, alone }: BatchOptions,
  writer: Writer,
): Promise<RecalculationRun | 'end' | 'superseded'> {
  const after = await turn.start;
  const limit = options.batchSize ?? defaultBatch;
  const ids = await lockNextCustomers(writer, { after, last: run.lastCustomerId, limit });
  turn.started(ids.at(-1) ?? after);
  if (ids.length === 0) return 'end';
  const { model } = services;
  const standing = await readBatchStanding(writer, customerRuns(ids), run.computedFor, bucketShape(model.document));
  if (standing.hash !== run.modelHash || model.hash !== run.modelHash) return 'superseded';
  const refresh = { model, at: run.computedFor, now: services.clock.now(), newer: new Set(standing.newer), alone };
  const done = await recalculate[run.source]({ writer, ids, services, refresh, standing });
  await turn.earlierEnded;
  const step = { position: ids.at(-1) ?? run.position, customers: ids.length, ...done };
  return advanceRun(writer, run.id, step, services.clock.now());
}

interface Batch {
  readonly writer: Writer;
  readonly ids: readonly number[];
  readonly services: RecalculationServices;
  readonly refresh: RefreshOptions;
  readonly standing: BatchStanding;
}

type Done = Omit<RunStep, 'position' | 'customers'>;

const recalculate: Readonly<Record<RecalculationSource, (batch: Batch) => Promise<Done>>> = {
  buckets: async ({ writer, ids, refresh }) => {
    const store = await readyToRefresh(writer, ids, refresh, 'whole');
    return { contributions: 0, buckets: 0, kept: 0, values: await store(nothingTold) };
  },
  log: async ({ writer, ids, refresh }) => {
    const rebuilt = await rebuildFromLog(writer, ids, refresh.model.document);
    const store = await readyToRefresh(writer, ids, refresh, 'whole');
    return { ...rebuilt, kept: 0, values: await store(nothingTold) };
  },
  // For most customers the hooks say nothing new: what their values are computed from is then known.
  hooks: async ({ writer, ids, services: { registry }, refresh, standing }) => {
    const plan = valuePlan(refresh.model.document, refresh.at.getTime());
    const rebuilding = rebuildBatchByHooks(writer, ids, { registry, ...refresh, plan, others: standing.others });
    const reading = readyToRefresh(writer, ids, refresh, 'besideSaid');
    const [{ touched, said, untold, ...rebuilt }, store] = await together(rebuilding, reading);
    return { ...rebuilt, values: await store({ touched, said, untold }) };
  },
};

const nothingTold: Told = { touched: new Set(), untold: new Set() };
