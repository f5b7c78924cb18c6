import type { Payment } from './payment';

type Details = Readonly<Record<string, unknown>>;

/** Brands that the details of a visit take beside its main one. */
const maximumOtherBrands = 6;

/**
 * A meal says that someone of the company and the physician met; how long is unknown, so `minutes` stays out and the
 * rep plugin counts its amount for a talk of unknown length. The price changes nothing.
 */
export function mealDetails(payment: Payment): Details {
  const brands = payment.products.slice(1, 1 + maximumOtherBrands).map((code) => ({ code }));
  return brands.length === 0 ? { callType: 'meal' } : { callType: 'meal', brands };
}

/** The nature says "faculty or speaker" without telling which, and nothing says where or about what: only the fact is kept. */
export function talkDetails(): Details {
  return {};
}
