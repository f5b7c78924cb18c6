import type { NotStated, PurchaseFit, SpendFit } from '../economics';
import type { Reader, Writer } from '../sdk';

/** Laws of buying and spending of a segment; '' stands for all customers whose purchases may be known. */
export interface NewSegmentFit {
  readonly segment: string;
  /** Last day of the observation, `YYYY-MM-DD`. */
  readonly observedUntil: string;
  readonly reportingCurrency: string;
  readonly customers: number;
  readonly withRepeats: number;
  /** The law that was chosen. */
  readonly purchases: PurchaseFit | NotStated;
  /** The law that was not; null in fits of before both were tried. */
  readonly alternative: PurchaseFit | NotStated | null;
  /** Why this law, in a sentence; null in fits of before both were tried. */
  readonly choice: string | null;
  /** In minor units of the reporting currency. */
  readonly spend: SpendFit | NotStated;
  /** Share of revenue left after rebates, goods and returns, 0 to 1; null where there was no revenue. */
  readonly margin: number | null;
}

export interface SegmentFit extends NewSegmentFit {
  /** The same purchases give a fit of the same id. */
  readonly id: string;
}

export async function saveFit(writer: Writer, fit: SegmentFit, at: Date): Promise<void> {
  await writer.execute({
    text: `
      insert into core.purchase_fit as f (id, segment, observed_until, fitted_at, reporting_currency, customers, with_repeats,
        purchases, spend, margin, alternative, choice)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      on conflict (id) do update set fitted_at = excluded.fitted_at`,
    values: [
      fit.id,
      fit.segment,
      fit.observedUntil,
      at.toISOString(),
      fit.reportingCurrency,
      fit.customers,
      fit.withRepeats,
      JSON.stringify(fit.purchases),
      JSON.stringify(fit.spend),
      fit.margin,
      JSON.stringify(fit.alternative),
      fit.choice,
    ],
  });
}

/** Leaves no fit but these. */
export async function removeOtherFits(writer: Writer, fits: readonly Pick<SegmentFit, 'id'>[]): Promise<void> {
  await writer.execute({
    text: 'delete from core.purchase_fit where id <> all($1::uuid[])',
    values: [fits.map(({ id }) => id)],
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
        select distinct on (f.segment) f.segment, json_build_object('id', f.id, 'segment', f.segment, 'observedUntil', f.observed_until,
          'reportingCurrency', f.reporting_currency, 'customers', f.customers, 'withRepeats', f.with_repeats,
          'purchases', f.purchases, 'alternative', f.alternative, 'choice', f.choice, 'spend', f.spend, 'margin', f.margin) as fit
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

/** The latest fit of every segment, all customers first. */
export async function readLatestFits(reader: Reader, reportingCurrency: string): Promise<readonly StoredFit[]> {
  return reader.query<StoredFit>({
    name: 'profitability-latest-fits',
    text: `
      select distinct on (segment) id, segment, observed_until::text as "observedUntil", fitted_at as "fittedAt",
        reporting_currency as "reportingCurrency", customers, with_repeats as "withRepeats", purchases, alternative, choice,
        spend, margin
      from core.purchase_fit where reporting_currency = $1
      order by segment, fitted_at desc, id limit 500`,
    values: [reportingCurrency],
  });
}

export type StoredFit = SegmentFit & { readonly fittedAt: Date };

export interface BuyerRow {
  readonly id: number;
  readonly segment: string | null;
}

/** A page, in the order of their ids, of the customers whose purchases may be known one by one. */
export function readBuyers(
  reader: Reader,
  kinds: readonly string[],
  after: number,
  limit: number,
): Promise<readonly BuyerRow[]> {
  return reader.query<BuyerRow>({
    name: 'profitability-buyers',
    text: `select id, segment from core.customer where kind = any($1::text[]) and id > $2 order by id limit $3`,
    values: [kinds, after, limit],
  });
}
