import type { Planner } from './planner';

/** Later records of a batch win; what is known already is left out when the edition is made. */
export const planExchangeRates: Planner<'exchangeRates'> = ({ source, base, day, rates }, _revision, { changes }) => {
  for (const [currency, unitsPerBase] of Object.entries(rates)) {
    changes.exchangeRates.set(`${base} ${currency} ${day}`, { source, base, quote: { currency, day, unitsPerBase } });
  }
  return { customerId: null, subjectId: null };
};
