import type { Writer } from '../../sdk';
import { groupBy } from '../../shared/group-by';
import type { ModelDocument } from '../../value';
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
  const changed = misshapen(await readLiveLog(writer, customerIds), model);
  await updateShape(writer, changed);
  const buckets = await syncBuckets(writer, customerIds);
  await setShape(writer, customerIds, bucketShape(model));
  return { contributions: changed.length, buckets };
}

/** Rows that the model writes otherwise, as it writes them. */
export function misshapen(stored: readonly LogRow[], model: ModelDocument): readonly LogRow[] {
  const perCustomer = groupBy(stored, ({ customerId }) => customerId);
  return [...perCustomer.values()].flatMap((rows) => {
    const before = new Map(rows.map((row) => [`${row.eventId}/${row.ordinal}`, row]));
    return reshape(rows, model).filter((row) => {
      const old = before.get(`${row.eventId}/${row.ordinal}`);
      return old === undefined || !countsAlike(old, row);
    });
  });
}
