import type { DimensionId } from './catalogue';
import { type Breakdown, breakdowns, customerDimensions } from './groups/breakdowns';
import { everyRow, type MetricsFilter, type MetricsQuestion } from './metrics-question';

/** Contacts, contacts with distinct customers, or costs. */
export type FiguresNeeded = 'contacts' | 'customers' | 'costs';

/**
 * The breakdown whose groups answer a question exactly; null when only the contacts per customer do. Who may see some
 * customers or brands only gets figures from those, never from groups.
 */
export function breakdownFor(question: MetricsQuestion, needed: FiguresNeeded): Breakdown | null {
  if (!seesEverything(question)) return null;
  if (needed === 'customers' && !isByMonth(question)) return null;
  const told = toldApart(question);
  const fits = breakdowns.filter(
    ({ dimensions, costs }) =>
      (needed !== 'costs' || costs === 'kept') && [...told.keys()].every((id) => dimensions.some((own) => own === id)),
  );
  const exact = needed === 'customers' ? fits.filter((breakdown) => countsOnce(breakdown, told)) : fits;
  return exact[0] ?? null;
}

function seesEverything({ summable }: MetricsQuestion): boolean {
  return summable('core.rollup_customer_month', 'r', () => '$0') === everyRow;
}

/** Whether each group is of one month: customers of two months may be the same. */
function isByMonth({ dimensions, grain, filter: { fromMonth, toMonth } }: MetricsQuestion): boolean {
  if (fromMonth !== undefined && fromMonth === toMonth) return true;
  return dimensions.includes('PERIOD') && grain === 'MONTH';
}

type OfContacts = 'a single value' | 'several values';

/** Dimensions that rows must be told apart by, beside the period, and of how many values each answered group may be. */
function toldApart({ dimensions, filter }: MetricsQuestion): ReadonlyMap<DimensionId, OfContacts> {
  const told = new Map<DimensionId, OfContacts>();
  for (const [id, values] of filtered(filter)) {
    if (values !== undefined) told.set(id, new Set(values).size === 1 ? 'a single value' : 'several values');
  }
  for (const id of dimensions) if (id !== 'PERIOD') told.set(id, 'a single value');
  return told;
}

function filtered(filter: MetricsFilter): readonly (readonly [DimensionId, readonly string[] | undefined])[] {
  return [
    ['CHANNEL', filter.channels],
    ['TYPE', filter.types],
    ['BRAND', filter.brands],
    ['TERRITORY', filter.territories],
    ['SEGMENT', filter.segments],
  ];
}

/** Whether no customer is in two of the groups that are added up: these differ in what each customer has one of. */
function countsOnce({ dimensions }: Breakdown, told: ReadonlyMap<DimensionId, OfContacts>): boolean {
  return dimensions.every((id) => customerDimensions.has(id) || told.get(id) === 'a single value');
}
