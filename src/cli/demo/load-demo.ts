import type { Ingest, ReceiptCounts } from '../../ingest';
import type { IntakeItem } from '../../sdk';
import { type DemoOptions, demoRecords } from './generate';

/** Records of one transaction. */
const batchSize = 2_000;

export const demoSeed = 20_261_121;

export interface DemoProgress {
  readonly records: number;
  readonly counts: ReceiptCounts;
}

/**
 * Sends the demo data through the ordinary intake. Loading them again changes nothing.
 *
 * @throws Error when a record is not accepted: the generator and the plugins disagree
 */
export async function loadDemo(
  ingest: Pick<Ingest, 'take'>,
  options: DemoOptions,
  onProgress: (progress: DemoProgress) => void = () => undefined,
): Promise<DemoProgress> {
  let batch: IntakeItem[] = [];
  let progress: DemoProgress = {
    records: 0,
    counts: { accepted: 0, repeated: 0, corrected: 0, rejected: 0, waiting: 0, filtered: 0 },
  };
  const send = async (): Promise<void> => {
    progress = await take(ingest, batch, progress);
    batch = [];
    onProgress(progress);
  };
  for (const record of demoRecords(options)) {
    batch.push({ record, position: { line: progress.records + batch.length + 1 } });
    if (batch.length === batchSize) await send();
  }
  if (batch.length > 0) await send();
  return progress;
}

async function take(
  ingest: Pick<Ingest, 'take'>,
  batch: readonly IntakeItem[],
  before: DemoProgress,
): Promise<DemoProgress> {
  const { outcomes, counts } = await ingest.take(batch, { id: 'demo', repeats: 'correct', snapshots: 'later' });
  const refused = outcomes.find(({ status }) => status === 'rejected' || status === 'waiting');
  if (refused !== undefined)
    throw new Error(`Demo record ${refused.sourceKey} was not accepted: ${refused.code} ${refused.reason}`);
  return { records: before.records + batch.length, counts: addCounts(before.counts, counts) };
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
