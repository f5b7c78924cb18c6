import type { Account, BookedEntry } from '../accounting';
import {
  borrowed,
  type ExpectedContribution,
  expectedContribution,
  type NotStated,
  type PurchaseFit,
  type PurchaseOutlook,
  purchaseOutlook,
  type SpendFit,
} from '../economics';
import type { CustomerFits, SegmentFit } from './fits.store';
import { marginOf, purchasesOf, turnoverOf } from './purchases-of';
import type { Refusal } from './refusal';
import { type Remembered, remembered } from './remembered';

/** What is expected of a customer, with how they buy. Amounts are minor units of the reporting currency. */
export interface Expected {
  readonly contribution: ExpectedContribution;
  readonly outlook: PurchaseOutlook;
  /** Day up to which the customers behind the law were observed. */
  readonly fittedUntil: string;
  /** Why this law of buying, in a sentence; null in fits of before several were tried. */
  readonly lawChoice: string | null;
}

export interface Expectations {
  /** The expected contribution of the coming year, or why none is stated. */
  of(question: ExpectationQuestion): Expected | Refusal;
}

export interface ExpectationQuestion {
  readonly fits: CustomerFits;
  readonly account: Account;
  /** The customer's money of the last year, which costs and margin are planned by. */
  readonly year: readonly BookedEntry[];
  readonly lastDay: string;
}

const plan = { stepWeeks: 13, steps: 4, annualRate: 0.1 };
/** Enough for limits of an 80 % interval that hold within a few per cent. */
const replicates = 400;
/** Some megabytes: an answer is a few hundred bytes of figures and sentences. */
const mostRemembered = 10_000;

/**
 * Expectations of customers of these kinds. What an answer depends on is few numbers and the edition of a fit, and its interval
 * takes hundreds of simulated years: the latest answers are kept and given again as long as all of that is the same.
 *
 * @param lawfulKinds kinds of customers whose single purchases may be known
 */
export function createExpectations(lawfulKinds: readonly string[]): Expectations {
  const known = remembered<ExpectedContribution | NotStated>(mostRemembered);
  return { of: (question) => expectContribution(question, lawfulKinds, known) };
}

function expectContribution(
  { fits, account, year, lastDay }: ExpectationQuestion,
  lawfulKinds: readonly string[],
  known: Remembered<ExpectedContribution | NotStated>,
): Expected | Refusal {
  if (!lawfulKinds.includes(fits.kind)) {
    const reason = 'Single purchases of this kind of customer may not be followed without a lawful basis.';
    return { code: 'NOT_LAWFUL', reason };
  }
  const own = purchasesOf(fits.customer_id, account.entries, lastDay);
  if (own === undefined) return { code: 'NO_TRANSACTIONS', reason: 'No purchase of this customer is recorded.' };
  const found = laws(fits);
  if ('code' in found) return found;
  const { purchases, spend, margin, observedUntil, choice } = found;
  const asked = {
    history: own.history,
    spending: own.spend,
    plan: { ...plan, margin: marginOf(turnoverOf(year)) ?? margin ?? 1, costs: costsOf(year) / plan.steps },
    key: `${fits.customer_id}|${lastDay}|${observedUntil}`,
    replicates,
  };
  const contribution = known.of(JSON.stringify([found.id, purchases.origin, asked]), () =>
    expectedContribution({ ...asked, purchases, spend }),
  );
  if (contribution.kind === 'not stated') return { code: 'NOT_SUPPORTED', reason: contribution.reason };
  const outlook = purchaseOutlook(purchases.model, own.history, contribution.weeks);
  const caveats = [...contribution.caveats, ...marginCaveats(account.entries)];
  return { contribution: { ...contribution, caveats }, outlook, fittedUntil: observedUntil, lawChoice: choice };
}

interface Laws {
  readonly id: string;
  readonly choice: string | null;
  readonly purchases: PurchaseFit;
  readonly spend: SpendFit;
  readonly margin: number | null;
  readonly observedUntil: string;
}

/** The laws of the customer's own segment, else those of all customers, which are then named as borrowed. */
function laws({ segment, own, general }: CustomerFits): Laws | Refusal {
  const ownLaws = stated(own);
  if (ownLaws !== undefined) return ownLaws;
  const generalLaws = stated(general);
  if (generalLaws === undefined) {
    const why = own ?? general;
    const reason = [why?.purchases, why?.spend].map(reasonOf).find((text) => text !== undefined);
    return { code: 'NO_FIT', reason: reason ?? 'No law of buying has been fitted yet.' };
  }
  if (segment === null) return generalLaws;
  const from = 'all customers whose purchases may be known';
  return {
    ...generalLaws,
    purchases: borrowed(generalLaws.purchases, from),
    spend: borrowed(generalLaws.spend, from),
  };
}

function stated(fit: SegmentFit | null): Laws | undefined {
  if (fit === null || fit.purchases.kind !== 'fitted' || fit.spend.kind !== 'fitted') return undefined;
  const { id, choice, purchases, spend, margin, observedUntil } = fit;
  return { id, choice, purchases, spend, margin, observedUntil };
}

function reasonOf(fit: PurchaseFit | SpendFit | NotStated | undefined): string | undefined {
  return fit?.kind === 'not stated' ? fit.reason : undefined;
}

function marginCaveats(entries: readonly BookedEntry[]): readonly string[] {
  const known = entries.some(({ kind }) => kind === 'cost_of_goods');
  return known ? [] : ['No cost of goods is recorded: all revenue counts as margin.'];
}

/** What serving the customer cost in the year, as a positive figure. */
function costsOf(year: readonly BookedEntry[]): number {
  const costs = year.filter(({ kind }) => ['touch_cost', 'service_cost', 'value_transfer'].includes(kind));
  return -costs.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
