/**
 * Condition on a row of `core.customer`: its value, ranking and money may be computed. Those of consumers only in
 * countries with a lawful basis.
 *
 * @param customer name of the row in the statement
 */
export const isValued = (customer: string): string =>
  `(${customer}.kind <> 'consumer' or exists (select from core.lawful_basis b where b.country = ${customer}.country))`;
