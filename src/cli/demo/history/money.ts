import type { LedgerRecord } from '../../../sdk';
import { periodYears } from '../moments';
import { demoSource } from '../reference-records';
import type { HistoryContext } from './contact';

/** Quarterly revenue with its rebate and cost of goods, and a yearly service cost. What physicians order is spread by territory. */
export function* quarters({ customer, period, random }: HistoryContext): Generator<LedgerRecord> {
  if (customer.kind === 'consumer') return;
  const quarterCount = periodYears * 4;
  for (let quarter = 0; quarter < quarterCount; quarter += 1) {
    const day = new Date(period.from);
    day.setUTCMonth(day.getUTCMonth() + quarter * 3 + 2);
    const occurredOn = day.toISOString().slice(0, 10);
    const progress = quarter / (quarterCount - 1);
    const level = customer.archetype.startedAt + (1 - customer.archetype.startedAt) * progress;
    const revenue = Math.round(customer.archetype.revenuePerQuarter * level * (0.75 + random.fraction() / 2));
    const entry = (name: LedgerRecord['entry'], amountMinor: number): LedgerRecord => ({
      kind: 'ledger',
      source: demoSource,
      sourceKey: `${customer.key.value}-${occurredOn}-${name}`,
      customer: [customer.key],
      occurredOn,
      brand: customer.brand,
      entry: name,
      amountMinor,
      currency: 'EUR',
      basis: customer.kind === 'organization' ? 'recorded' : 'allocated',
      nature: customer.kind === 'organization' ? 'orders' : 'territory sales by share',
    });
    yield entry('revenue', revenue);
    yield entry('rebate', Math.round(revenue * 0.06));
    yield entry('cost_of_goods', Math.round(revenue * 0.31));
    if (quarter % 4 === 3)
      yield {
        ...entry('service_cost', random.integer(2_000, 30_000)),
        basis: 'recorded',
        nature: 'medical information service',
      };
  }
}
