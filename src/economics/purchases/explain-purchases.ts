import { expectedOfCustomer } from './expectation';
import type { PurchaseHistory } from './purchase-history';
import { type PurchaseModel, probabilityAlive } from './purchase-law';

/** Whether the customer still buys, as far as it may be said. */
export type BuyingState =
  /** Nothing can be said of stopping yet, whatever the law's formula gives. */
  | { readonly kind: 'no repeat yet' }
  | { readonly kind: 'repeats'; readonly label: 'modelled'; readonly probabilityAlive: number };

/** What is expected of a customer, with the sentences that must go with it. */
export interface PurchaseOutlook {
  readonly label: 'modelled';
  readonly method: string;
  /** Transactions in the next `weeks`. */
  readonly expected: number;
  readonly weeks: number;
  readonly state: BuyingState;
  readonly sentences: readonly string[];
}

/** Silence that long against the own rhythm needs explaining: fewer are then expected of the customer who bought more often. */
const longSilence = 3;

/** @throws RangeError for parameters, a history or a horizon that cannot be */
export function purchaseOutlook(model: PurchaseModel, history: PurchaseHistory, weeks: number): PurchaseOutlook {
  const alive = probabilityAlive(model, history);
  const state: BuyingState =
    history.repeats === 0 ? { kind: 'no repeat yet' } : { kind: 'repeats', label: 'modelled', probabilityAlive: alive };
  return {
    label: 'modelled',
    method: model.law,
    expected: expectedOfCustomer(model, history, weeks),
    weeks,
    state,
    sentences: sentences(history, alive),
  };
}

function sentences({ repeats, lastRepeat, observed }: PurchaseHistory, alive: number): readonly string[] {
  if (repeats === 0) return [`No repeat yet in ${weeksText(observed)}.`];
  const rhythm = lastRepeat / repeats;
  const silence = observed - lastRepeat;
  const facts = `${repeats} repeat transactions, one every ${weeksText(rhythm)}; the last ${weeksText(silence)} ago.`;
  if (repeats < 2 || silence < longSilence * rhythm || alive >= 0.5) return [facts];
  return [
    facts,
    `The silence is ${Math.round(silence / rhythm)} times the usual gap, so the customer has probably stopped (${percent(alive)} still buying): less is expected than of one who bought more rarely and has been silent as long.`,
  ];
}

function weeksText(weeks: number): string {
  const rounded = Math.round(weeks * 10) / 10;
  return `${rounded} ${rounded === 1 ? 'week' : 'weeks'}`;
}

function percent(share: number): string {
  return share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;
}
