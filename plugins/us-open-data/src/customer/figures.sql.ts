import type { ReadContext, Statement } from 'rapport/sdk';

/** Either payments of one nature by one company, or one Medicare year. Cents; days as `YYYY-MM-DD`. */
export interface FigureRow {
  readonly customer_id: number;
  readonly part: 'payments' | 'medicare';
  readonly nature: string;
  readonly payer: string;
  readonly records: number;
  readonly cents: number;
  readonly first_on: string;
  readonly last_on: string;
  readonly memo: string;
}

/** Everything the figures of these customers need, as far as the caller may see it, in one statement. The ledger keeps a value transfer as a negative amount. */
export function figuresOf(
  customerIds: readonly number[],
  sources: { readonly payments: string; readonly medicare: string; readonly medicareNature: string },
  visible: ReadContext['visible'],
): Statement {
  const values: unknown[] = [customerIds, sources.payments, sources.medicare, sources.medicareNature];
  const seen = visible('core.ledger_entry', 'l', (value) => `$${values.push(value)}`);
  return {
    text: `
      select customer_id, 'payments' as part, coalesce(nature, '') as nature, coalesce(counterparty, '') as payer,
             count(*)::int as records, (-sum(amount_minor))::bigint as cents,
             min(occurred_on) as first_on, max(occurred_on) as last_on, '' as memo
        from core.ledger_entry l
       where customer_id = any($1::bigint[]) and source = $2 and kind = 'value_transfer' and currency = 'USD'
         and retracted_at is null and ${seen}
       group by customer_id, nature, counterparty
      union all
      select customer_id, 'medicare', coalesce(nature, ''), '', 1, amount_minor, occurred_on, occurred_on, coalesce(memo, '')
        from core.ledger_entry l
       where customer_id = any($1::bigint[]) and source = $3 and nature = $4 and currency = 'USD' and retracted_at is null
         and ${seen}`,
    values,
  };
}
