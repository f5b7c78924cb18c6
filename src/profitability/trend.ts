import type { BookedEntry } from '../accounting';
import { type Growth, growth, monthlyNet } from '../economics';
import type { Refusal } from './refusal';

/** Growth of monthly net revenue over the complete months before a day, or why none is stated. Zeros are kept. */
export function trendOf(entries: readonly BookedEntry[], lastDay: string): Growth | Refusal {
  const revenue = entries.filter(({ kind }) => kind === 'revenue' || kind === 'rebate');
  const first = revenue.map(({ occurredOn }) => occurredOn).sort()[0];
  if (first === undefined) return { code: 'NO_TRANSACTIONS', reason: 'No revenue of this customer is recorded.' };
  const found = growth(monthlyNet(revenue, first.slice(0, 7), lastCompleteMonth(lastDay)));
  return found.kind === 'estimated' ? found : { code: 'TOO_FEW_MONTHS', reason: found.reason };
}

/** The month of the day when the day ends it, else the month before. */
function lastCompleteMonth(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  next.setUTCDate(0);
  return next.toISOString().slice(0, 7);
}
