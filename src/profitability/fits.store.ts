import type { NotStated, PurchaseFit, SpendFit } from '../economics';
import type { Reader, Writer } from '../sdk';

/** Laws of buying and spending of a segment's organisations; '' stands for all organisations. */
export interface SegmentFit {
  readonly segment: string;
  /** Last day of the observation, `YYYY-MM-DD`. */
  readonly observedUntil: string;
  readonly reportingCurrency: string;
  readonly customers: number;
  readonly withRepeats: number;
  readonly purchases: PurchaseFit | NotStated;
  /** In minor units of the reporting currency. */
  readonly spend: SpendFit | NotStated;
  /** Share of revenue left after rebates, goods and returns, 0 to 1; null where there was no revenue. */
  readonly margin: number | null;
}

export async function saveFit(writer: Writer, id: string, fit: SegmentFit, at: Date): Promise<void> {
  await writer.execute({
    text: `
      insert into core.purchase_fit as f (id, segment, observed_until, fitted_at, reporting_currency, customers, with_repeats,
        purchases, spend, margin)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      on conflict (id) do update set fitted_at = excluded.fitted_at`,
    values: [
      id,
      fit.segment,
      fit.observedUntil,
      at.toISOString(),
      fit.reportingCurrency,
      fit.customers,
      fit.withRepeats,
      JSON.stringify(fit.purchases),
      JSON.stringify(fit.spend),
      fit.margin,
    ],
  });
}

/** What must be known of a customer before anything is expected of them, with the latest fits that may speak of them. */
export interface CustomerFits {
  readonly customer_id: number;
  readonly kind: string;
  readonly segment: string | null;
  readonly own: SegmentFit | null;
  readonly general: SegmentFit | null;
}

/** Kinds, segments and fits of many customers in one statement. */
export function readFits(
  reader: Reader,
  customerIds: readonly number[],
  reportingCurrency: string,
): Promise<readonly CustomerFits[]> {
  return reader.query<CustomerFits>({
    name: 'profitability-read-fits',
    text: `
      with latest as materialized (
        select distinct on (f.segment) f.segment, json_build_object('segment', f.segment, 'observedUntil', f.observed_until,
          'reportingCurrency', f.reporting_currency, 'customers', f.customers, 'withRepeats', f.with_repeats,
          'purchases', f.purchases, 'spend', f.spend, 'margin', f.margin) as fit
        from core.purchase_fit f where f.reporting_currency = $2
        order by f.segment, f.fitted_at desc, f.id
      )
      select c.id as customer_id, c.kind, c.segment, o.fit as own, g.fit as general
      from core.customer c
      left join latest o on o.segment = c.segment
      left join latest g on g.segment = ''
      where c.id = any($1::bigint[])`,
    values: [customerIds, reportingCurrency],
  });
}

export interface OrganizationRow {
  readonly id: number;
  readonly segment: string | null;
}

/** A page of the organisations in the order of their ids: those whose purchases may be known one by one. */
export function readOrganizations(reader: Reader, after: number, limit: number): Promise<readonly OrganizationRow[]> {
  return reader.query<OrganizationRow>({
    name: 'profitability-organizations',
    text: `select id, segment from core.customer where kind = 'organization' and id > $1 order by id limit $2`,
    values: [after, limit],
  });
}
