import type { Reader } from '../sdk';
import { type BrandOfCustomer, pairColumns } from './adoption.store';
import type { OptOutData } from './adoption-reader';

export interface OptOutRow extends OptOutData {
  /** Place of the pair in the list, counting from 1. */
  readonly slot: number;
}

const mostOptOuts = 50;

/** The latest opt-outs of each customer up to the pair's instant that name its brand or none, in one statement. */
export function readOptOuts(reader: Reader, pairs: readonly BrandOfCustomer[]): Promise<readonly OptOutRow[]> {
  return reader.query<OptOutRow>({
    name: 'adoption-read-opt-outs',
    text: `
      select p.slot::int as slot, o.*
      from unnest($1::bigint[], $2::integer[], $3::timestamptz[]) with ordinality as p (customer_id, brand_id, at, slot)
      cross join lateral (
        select i.customer_id, i.id as interaction_id, i.channel, i.occurred_at as "occurredAt",
          not exists (
            select from core.interaction later
            where later.customer_id = i.customer_id and later.channel = i.channel and later.channel_permission = 'open'
              and later.retracted_at is null and later.occurred_at > i.occurred_at and later.occurred_at <= p.at
          ) as "inForce"
        from core.interaction i
        where i.customer_id = p.customer_id and i.channel_permission = 'close' and i.retracted_at is null
          and i.occurred_at <= p.at and (i.brand_id is null or i.brand_id = p.brand_id)
        order by i.occurred_at desc, i.id desc
        limit $4
      ) o
      order by p.slot, o."occurredAt" desc, o.interaction_id desc`,
    values: [...pairColumns(pairs), mostOptOuts],
  });
}
