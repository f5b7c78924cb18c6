import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Database } from '../../db/database';
import type { Registry } from '../../kernel';
import { type Importer, type IntakeItem, RapportError } from '../../sdk';
import type { Clock } from '../../shared/clock';
import type { Door, Ingest, Receipt, ReceiptCounts } from '../ingest';
import { closeRun, type ImportRun, moveOn, openRun } from './import-run.store';
import { readItems } from './read-file';

export interface ImportServices {
  readonly database: Database;
  readonly ingest: Pick<Ingest, 'take'>;
  /** Says whose importer it is, and within which limits it reads. */
  readonly registry: Pick<Registry, 'importers'>;
  readonly clock: Clock;
}

export interface ImportRequest {
  readonly importer: Importer;
  /** Without folder; told to the importer. */
  readonly fileName: string;
  /** SHA-256 of the file, hexadecimal. */
  readonly fileDigest: string;
  readonly options: Readonly<Record<string, string>>;
  readonly batchSize: number;
  /** Opens the content from its beginning. */
  open(): Readable;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Ends the import after the batch under way; it can be gone on with later. */
  readonly signal?: AbortSignal;
}

export interface ImportProgress {
  /** Items read and committed in this process, not counting those of an earlier one. */
  readonly items: number;
  readonly counts: ReceiptCounts;
}

export interface ImportResult {
  readonly runId: string;
  readonly state: 'finished' | 'interrupted';
  /** Items that an earlier, interrupted process had committed; they were passed over. */
  readonly resumedAfter: number;
  /** Over the whole run, the earlier process included. */
  readonly counts: ReceiptCounts;
}

/**
 * Imports one file, batch by batch, each in one transaction that also moves the run's position: what is committed is never
 * done twice, what is not is done again. Reads ahead by one batch; memory does not grow with the file.
 *
 * @throws RapportError CONFLICT when another process imports the same file; PluginFault when the importer fails; what the
 *   file or the database throws
 */
export async function runImport(services: ImportServices, request: ImportRequest): Promise<ImportResult> {
  const { database, clock } = services;
  const { importer, fileDigest, fileName, options } = request;
  const key = { importer: importer.id, fileDigest, options };
  const run = await database.transaction((writer) =>
    openRun(writer, key, { id: randomUUID(), fileName, at: clock.now() }),
  );
  const found = { runId: run.id, resumedAfter: run.itemsDone };
  try {
    const counts = await takeBatches(services, request, run);
    if (request.signal?.aborted === true) return { ...found, state: 'interrupted', counts };
    await database.transaction((writer) => closeRun(writer, run.id, 'finished', clock.now()));
    return { ...found, state: 'finished', counts };
  } catch (error) {
    await markFailed(services, run.id, error);
    throw error;
  }
}

async function takeBatches(
  { ingest, clock, registry }: ImportServices,
  request: ImportRequest,
  run: ImportRun,
): Promise<ReceiptCounts> {
  let counts = run.counts;
  let position = run.itemsDone;
  let running: Promise<void> = Promise.resolve();
  let next = running;
  try {
    for await (const batch of batchesOf(registry, request, run.itemsDone)) {
      next = takeBatch({ ingest, clock, request, run, batch, position, startAfter: running }).then((receipt) => {
        counts = addCounts(counts, receipt.counts);
        request.onProgress?.({ items: batch.length, counts });
      });
      // Its fault is met when it is waited for; until then it must not count as unhandled.
      next.catch(() => undefined);
      await running;
      running = next;
      position += batch.length;
    }
    await running;
    return counts;
  } finally {
    // After a fault of the reader the batch under way still counts.
    await Promise.allSettled([running, next]);
  }
}

interface BatchOfRun {
  readonly ingest: Pick<Ingest, 'take'>;
  readonly clock: Clock;
  readonly request: ImportRequest;
  readonly run: ImportRun;
  readonly batch: readonly IntakeItem[];
  readonly position: number;
  readonly startAfter: Promise<unknown>;
}

function takeBatch({ ingest, clock, request, run, batch, position, startAfter }: BatchOfRun): Promise<Receipt> {
  const { importer } = request;
  const beforeCommit: Door['beforeCommit'] = async (writer, counts) => {
    const moved = await moveOn(writer, { id: run.id, from: position, items: batch.length }, counts, clock.now());
    if (!moved) throw otherProcess(request);
  };
  return ingest.take(batch, {
    id: `import:${importer.id}`,
    repeats: importer.repeats,
    snapshots: 'later',
    importRunId: run.id,
    startAfter,
    beforeCommit,
  });
}

/** Passes over the items that are done. Ends early when asked to. */
async function* batchesOf(
  registry: ImportServices['registry'],
  request: ImportRequest,
  done: number,
): AsyncGenerator<readonly IntakeItem[]> {
  const { importer, fileName, options, batchSize, signal } = request;
  let batch: IntakeItem[] = [];
  let index = 0;
  for await (const items of readItems({ registry, importer }, request.open(), { name: fileName, options })) {
    // The batch under way has its turn, or the database would wait for its next statement.
    await turn();
    for (const item of items) {
      index += 1;
      if (index <= done) continue;
      batch.push(item);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
      if (signal?.aborted === true) return;
    }
  }
  if (batch.length > 0) yield batch;
}

/** A run that failed is gone on with by the next import of the file, just like an interrupted one. */
async function markFailed({ database, clock }: ImportServices, runId: string, fault: unknown): Promise<void> {
  if (fault instanceof RapportError && fault.code === 'CONFLICT') return;
  // Without a database the run stays as it is, which is as good; the fault at hand is the one to tell.
  await database.transaction((writer) => closeRun(writer, runId, 'failed', clock.now())).catch(() => undefined);
}

function otherProcess({ fileName, importer }: ImportRequest): RapportError {
  return new RapportError('CONFLICT', `Another process is importing ${fileName} by ${importer.id} at the same time.`);
}

function addCounts(one: ReceiptCounts, other: ReceiptCounts): ReceiptCounts {
  return {
    accepted: one.accepted + other.accepted,
    repeated: one.repeated + other.repeated,
    corrected: one.corrected + other.corrected,
    rejected: one.rejected + other.rejected,
    waiting: one.waiting + other.waiting,
    filtered: one.filtered + other.filtered,
  };
}
