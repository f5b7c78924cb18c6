import type { ReadContext, Reader } from '../sdk';
import { binder, prepared } from '../shared/prepared';
import { isValued } from '../shared/valued.sql';

export interface EvidenceRow {
  readonly customer_id: number;
  readonly brand_id: number;
  readonly event_id: string;
  readonly ordinal: number;
  readonly evidence: string;
  readonly stage: 1 | 2 | 3 | 4;
  readonly points: number;
  readonly confirming: boolean;
  readonly occurred_at: Date;
}

export interface EvidenceQuestion {
  readonly customerIds: readonly number[];
  /** Codes; null for all brands. */
  readonly brands: readonly string[] | null;
  readonly at: Date;
}

/** All evidence that counts of these customers up to an instant, of brands the caller may see. Consumers are left out, their adoption is not computed. */
export function readEvidence(
  { reader, visible }: Pick<ReadContext, 'reader' | 'visible'>,
  { customerIds, brands, at }: EvidenceQuestion,
): Promise<readonly EvidenceRow[]> {
  const values: unknown[] = [customerIds, at.toISOString(), brands];
  const seen = visible('core.adoption_evidence', 'a', binder(values));
  return reader.query<EvidenceRow>(
    prepared(
      'adoption-read-evidence',
      `
      select a.customer_id, a.brand_id, a.event_id, a.ordinal, a.evidence, a.stage, a.points, a.confirming, a.occurred_at
      from core.adoption_evidence a
      join core.customer c on c.id = a.customer_id and ${isValued('c')}
      where a.customer_id = any($1::bigint[]) and a.retracted_at is null and a.occurred_at <= $2
        and ($3::text[] is null or a.brand_id = any(array(select id from core.brand where code = any($3)))) and ${seen}
      order by a.customer_id, a.brand_id, a.occurred_at, a.event_id, a.ordinal`,
      values,
    ),
  );
}

/** Codes of all brands by their ids. */
export async function readBrandCodes(reader: Reader): Promise<ReadonlyMap<number, string>> {
  const rows = await reader.query<{ readonly id: number; readonly code: string }>({
    name: 'adoption-brand-codes',
    text: 'select id, code from core.brand',
  });
  return new Map(rows.map(({ id, code }) => [id, code]));
}

export interface BrandOfCustomer {
  readonly customerId: number;
  readonly brandId: number;
  readonly at: Date;
}

export interface LatestEvidenceRow extends EvidenceRow {
  /** Place of the pair in the list, counting from 1. */
  readonly slot: number;
}

/** Bound values of three parallel lists: customers, brands, instants. */
export function pairColumns(pairs: readonly BrandOfCustomer[]): readonly unknown[] {
  return [
    pairs.map(({ customerId }) => customerId),
    pairs.map(({ brandId }) => brandId),
    pairs.map(({ at }) => at.toISOString()),
  ];
}

/** The latest items of evidence of each pair, latest first. */
export function readLatestEvidence(
  reader: Reader,
  pairs: readonly BrandOfCustomer[],
  limit: number,
): Promise<readonly LatestEvidenceRow[]> {
  return reader.query<LatestEvidenceRow>({
    name: 'adoption-read-latest-evidence',
    text: `
      select p.slot::int as slot, a.*
      from unnest($1::bigint[], $2::integer[], $3::timestamptz[]) with ordinality as p (customer_id, brand_id, at, slot)
      cross join lateral (
        select e.customer_id, e.brand_id, e.event_id, e.ordinal, e.evidence, e.stage, e.points, e.confirming, e.occurred_at
        from core.adoption_evidence e
        where e.customer_id = p.customer_id and e.brand_id = p.brand_id and e.retracted_at is null and e.occurred_at <= p.at
        order by e.occurred_at desc, e.event_id desc, e.ordinal desc
        limit $4
      ) a
      order by p.slot, a.occurred_at desc, a.event_id desc, a.ordinal desc`,
    values: [...pairColumns(pairs), limit],
  });
}
