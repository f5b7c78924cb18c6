import type { TableRow } from '../reading/table';
import type { Payment } from './payment';

/** Brands a contact names beside its main one; the rep and conference details take as many. */
const maximumOtherBrands = 6;

/**
 * A meal says that someone of the company and the physician met; how long is unknown, so `minutes` stays out and the
 * rep plugin counts its amount for a talk of unknown length. Neither price nor number of dishes changes it.
 */
export function mealDetails(payment: Payment): Readonly<Record<string, unknown>> {
  const brands = payment.products.slice(1, 1 + maximumOtherBrands).map((code) => ({ code }));
  return brands.length === 0 ? { callType: 'meal' } : { callType: 'meal', brands };
}

export function talkDetails(_row: TableRow, _payment: Payment): Readonly<Record<string, unknown>> {
  return {};
}
