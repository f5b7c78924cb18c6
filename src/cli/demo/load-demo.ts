import type { Ingest, ReceiptCounts } from '../../ingest';
import type { IntakeItem, IntakeRecord } from '../../sdk';
import { type DemoOptions, demoRecords } from './generate';

/** Records of one transaction. */
const batchSize = 2_000;

export const demoSeed = 20_261_121;

export interface DemoProgress {
  readonly records: number;
  readonly counts: ReceiptCounts;
}

/**
 * Sends the demo data through the ordinary intake: one batch is generated and checked while the one before is stored. Loading
 * them again changes nothing.
 *
 * @param onProgress called after each transaction; what it throws ends the load before the next one
 * @throws Error when a record is not accepted: the generator and the plugins disagree
 */
export async function loadDemo(
  ingest: Pick<Ingest, 'take'>,
  options: DemoOptions,
  onProgress: (progress: DemoProgress) => void = () => undefined,
): Promise<DemoProgress> {
  let progress: DemoProgress = {
    records: 0,
    counts: { accepted: 0, repeated: 0, corrected: 0, rejected: 0, waiting: 0, filtered: 0 },
  };
  let storing: Promise<void> = Promise.resolve();
  let next = storing;
  try {
    for (const batch of batchesOf(demoRecords(options))) {
      next = take(ingest, batch, storing).then((counts) => {
        progress = { records: progress.records + batch.length, counts: addCounts(progress.counts, counts) };
        onProgress(progress);
      });
      // Its fault is met when it is waited for; until then it must not count as unhandled.
      next.catch(() => undefined);
      await storing;
      storing = next;
    }
    await storing;
    return progress;
  } finally {
    // Nothing goes on behind a fault.
    await Promise.allSettled([storing, next]);
  }
}

function* batchesOf(records: Iterable<IntakeRecord>): Generator<readonly IntakeItem[]> {
  let batch: IntakeItem[] = [];
  let line = 0;
  for (const record of records) {
    line += 1;
    batch.push({ record, position: { line } });
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function take(
  ingest: Pick<Ingest, 'take'>,
  batch: readonly IntakeItem[],
  startAfter: Promise<void>,
): Promise<ReceiptCounts> {
  const door = { id: 'demo', repeats: 'correct', snapshots: 'later', startAfter } as const;
  const { outcomes, counts } = await ingest.take(batch, door);
  const refused = outcomes.find(({ status }) => status === 'rejected' || status === 'waiting');
  if (refused === undefined) return counts;
  throw new Error(`Demo record ${refused.sourceKey} was not accepted: ${refused.code} ${refused.reason}`);
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
