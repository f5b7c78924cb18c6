import type { Accounts } from '../accounting';
import { type CustomerPurchases, fitPurchases, fitSpend } from '../economics';
import type { Reader, Writer } from '../sdk';
import { modelHash } from '../value';
import { readOrganizations, type SegmentFit, saveFit } from './fits.store';
import { marginOf, purchasesOf, type Turnover, turnoverOf } from './purchases-of';

/** Buying of a segment, read so far: what a fit needs of each customer, no entries. */
interface SegmentPurchases {
  readonly customers: CustomerPurchases[];
  readonly turnovers: Turnover[];
}

const pageSize = 1_000;
const allOrganizations = '';

/**
 * Fits the laws of buying and spending to the organisations as a whole and to each segment of theirs, and stores the fits with
 * what is needed to judge them. A fit that the data do not carry is stored as the reason why there is none. The same
 * purchases give the same fit.
 *
 * @param observedUntil last day of the observation, `YYYY-MM-DD`
 */
export async function fitSegments(
  writer: Writer,
  accounts: Accounts,
  observedUntil: string,
  now: Date,
): Promise<readonly SegmentFit[]> {
  const segments = await readSegments(writer, accounts, observedUntil);
  const fits = [...segments].map(([segment, purchases]) =>
    fitSegment(segment, purchases, accounts.reportingCurrency, observedUntil),
  );
  for (const fit of fits) await saveFit(writer, idOf(fit), fit, now);
  return fits;
}

async function readSegments(
  reader: Reader,
  accounts: Accounts,
  observedUntil: string,
): Promise<ReadonlyMap<string, SegmentPurchases>> {
  const segments = new Map<string, SegmentPurchases>([[allOrganizations, { customers: [], turnovers: [] }]]);
  let after = 0;
  for (;;) {
    const page = await readOrganizations(reader, after, pageSize);
    const requests = page.map(({ id }) => ({ customerId: id, from: null, to: observedUntil }));
    const booked = await accounts.accounts(reader, requests);
    for (const [index, { id, segment }] of page.entries()) {
      const entries = booked[index]?.entries ?? [];
      const purchases = purchasesOf(id, entries, observedUntil);
      if (purchases === undefined) continue;
      for (const name of segment === null ? [allOrganizations] : [allOrganizations, segment]) {
        const known = segments.get(name) ?? { customers: [], turnovers: [] };
        known.customers.push(purchases);
        known.turnovers.push(turnoverOf(entries));
        segments.set(name, known);
      }
    }
    if (page.length < pageSize) return segments;
    after = page.at(-1)?.id ?? after;
  }
}

function fitSegment(
  segment: string,
  { customers, turnovers }: SegmentPurchases,
  reportingCurrency: string,
  observedUntil: string,
): SegmentFit {
  const total = turnovers.reduce(
    (sum, { revenueMinor, marginMinor }) => ({
      revenueMinor: sum.revenueMinor + revenueMinor,
      marginMinor: sum.marginMinor + marginMinor,
    }),
    { revenueMinor: 0, marginMinor: 0 },
  );
  return {
    segment,
    observedUntil,
    reportingCurrency,
    customers: customers.length,
    withRepeats: customers.filter(({ history }) => history.repeats > 0).length,
    purchases: fitPurchases(
      'BG/NBD',
      customers.map(({ history }) => history),
    ),
    spend: fitSpend(customers.flatMap(({ spend }) => spend ?? [])),
    margin: marginOf(total),
  };
}

/** The same fit has the same id: a job that runs again stores it once. */
function idOf(fit: SegmentFit): string {
  const digits = modelHash(JSON.parse(JSON.stringify(fit)));
  return digits.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
