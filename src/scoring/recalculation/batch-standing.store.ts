import type { Writer } from '../../sdk';
import type { CustomerRuns } from '../bulk/customer-runs';
import { inRuns } from '../bulk/in-runs.sql';

/** What a batch has to know of its customers before it is worked on. */
export interface BatchStanding {
  /** Hash of the model in force, which stays in force until the transaction ends; null when none is. */
  readonly hash: string | null;
  /** Whose stored value is later than the run, or outdated. */
  readonly newer: readonly number[];
  /** Whose log and buckets are written in another shape. */
  readonly others: readonly number[];
}

/** @param at the instant of the run */
export async function readBatchStanding(
  writer: Writer,
  { first, last }: CustomerRuns,
  at: Date,
  shape: string,
): Promise<BatchStanding> {
  const [row] = await writer.query<BatchStanding>({
    name: 'scoring-batch-standing',
    text: `
      with held as materialized (
        select hash from core.value_model where state = 'approved' for share
      ), standing as materialized (
        select k.customer_id, k.dirty or k.computed_at > $3 as is_newer, k.bucket_shape <> $4 as is_other
        from ${inRuns('core.customer_value')}
      )
      select (select hash from held) as hash,
        array(select customer_id from standing where is_newer) as newer,
        array(select customer_id from standing where is_other) as others`,
    values: [first, last, at, shape],
  });
  return row ?? { hash: null, newer: [], others: [] };
}
