import type { Writer } from '../../sdk';
import { groupBy } from '../../shared/group-by';
import type { ModelDocument } from '../../value';
import { type BucketDelta, bucketsOf } from '../bucket-delta';
import { bucketShape } from '../bucket-shape';
import type { LogRow } from '../log-row';
import { countsAlike, reshape } from '../reshape';
import { readLiveLog, syncBuckets, updateShape } from './log.store';
import { setShape } from './shape.store';

/** What a rebuild wrote: rows that were right already are left alone. */
export interface RebuildCounts {
  readonly contributions: number;
  readonly buckets: number;
}

/** Brings log and buckets of customers into the shape of a model, from the amounts in the log. Customers must be locked. */
export async function rebuildFromLog(
  writer: Writer,
  customerIds: readonly number[],
  model: ModelDocument,
): Promise<RebuildCounts> {
  if (customerIds.length === 0) return { contributions: 0, buckets: 0 };
  const { changed, buckets } = shaped(await readLiveLog(writer, customerIds), model);
  await updateShape(writer, changed);
  const touched = await syncBuckets(writer, customerIds, buckets);
  await setShape(writer, customerIds, bucketShape(model));
  return { contributions: changed.length, buckets: touched };
}

export interface ShapedLog {
  /** Rows that the model writes otherwise than they are stored, as it writes them. */
  readonly changed: readonly LogRow[];
  /** The buckets that follow from all of the rows. */
  readonly buckets: readonly BucketDelta[];
}

/** Whole live logs of customers as a model writes them. */
export function shaped(stored: readonly LogRow[], model: ModelDocument): ShapedLog {
  const before = new Map(stored.map((row) => [rowKey(row), row]));
  const rows = [...groupBy(stored, ({ customerId }) => customerId).values()].flatMap((own) => reshape(own, model));
  const changed = rows.filter((row) => {
    const old = before.get(rowKey(row));
    return old === undefined || !countsAlike(old, row);
  });
  return { changed, buckets: bucketsOf(rows, model) };
}

export const rowKey = ({ customerId, eventId, ordinal }: LogRow): string => `${customerId}/${eventId}/${ordinal}`;
