import type { Accounts } from '../accounting';
import { type CustomerPurchases, choosePurchaseLaw, fitSpend } from '../economics';
import type { Reader, Writer } from '../sdk';
import { modelHash } from '../value';
import { type NewSegmentFit, readBuyers, type SegmentFit, saveFit } from './fits.store';
import { marginOf, purchasesOf, type Turnover, turnoverOf } from './purchases-of';

export interface FitOptions {
  /** Kinds of customers whose single purchases may be known. */
  readonly kinds: readonly string[];
  /** Last day of the observation, `YYYY-MM-DD`. */
  readonly observedUntil: string;
  readonly now: Date;
}

/** Buying of a segment, read so far: what a fit needs of each customer, no entries. */
interface SegmentPurchases {
  readonly customers: CustomerPurchases[];
  readonly turnovers: Turnover[];
}

const pageSize = 1_000;
const everybody = '';

/**
 * Fits the laws of buying and spending to all customers whose purchases may be known and to each segment of theirs, and
 * stores the fits with what is needed to judge them. A fit that the data do not carry is stored as the reason why there is
 * none. The same purchases give the same fit.
 */
export async function fitSegments(
  writer: Writer,
  accounts: Accounts,
  { kinds, observedUntil, now }: FitOptions,
): Promise<readonly SegmentFit[]> {
  const segments = await readSegments(writer, accounts, { kinds, observedUntil });
  const fits = [...segments].map(([segment, purchases]) => {
    const fit = fitSegment(segment, purchases, accounts.reportingCurrency, observedUntil);
    return { ...fit, id: idOf(fit) };
  });
  for (const fit of fits) await saveFit(writer, fit, now);
  return fits;
}

async function readSegments(
  reader: Reader,
  accounts: Accounts,
  { kinds, observedUntil }: Omit<FitOptions, 'now'>,
): Promise<ReadonlyMap<string, SegmentPurchases>> {
  const segments = new Map<string, SegmentPurchases>([[everybody, { customers: [], turnovers: [] }]]);
  let after = 0;
  for (;;) {
    const page = await readBuyers(reader, kinds, after, pageSize);
    const requests = page.map(({ id }) => ({ customerId: id, from: null, to: observedUntil }));
    const booked = await accounts.accounts(reader, requests);
    for (const [index, { id, segment }] of page.entries()) {
      const entries = booked[index]?.entries ?? [];
      const purchases = purchasesOf(id, entries, observedUntil);
      if (purchases === undefined) continue;
      for (const name of segment === null ? [everybody] : [everybody, segment]) {
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
): NewSegmentFit {
  const total = turnovers.reduce(
    (sum, { revenueMinor, marginMinor }) => ({
      revenueMinor: sum.revenueMinor + revenueMinor,
      marginMinor: sum.marginMinor + marginMinor,
    }),
    { revenueMinor: 0, marginMinor: 0 },
  );
  const { chosen, other, reason } = choosePurchaseLaw(customers.map(({ history }) => history));
  return {
    segment,
    observedUntil,
    reportingCurrency,
    customers: customers.length,
    withRepeats: customers.filter(({ history }) => history.repeats > 0).length,
    purchases: chosen,
    alternative: other,
    choice: reason,
    spend: fitSpend(customers.flatMap(({ spend }) => spend ?? [])),
    margin: marginOf(total),
  };
}

/** The same fit has the same id: a job that runs again stores it once. */
function idOf(fit: NewSegmentFit): string {
  const digits = modelHash(JSON.parse(JSON.stringify(fit)));
  return digits.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
