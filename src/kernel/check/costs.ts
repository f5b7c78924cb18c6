import { type CostDeclaration, currencyDigits } from '../../sdk';
import type { Fault } from '../fault';
import { type CommonCheck, faultOf, type PluginCheck } from './contributor';

/** Whether costs are whole minor units of a known currency, for interaction types of the same plugin. */
export const checkCosts: PluginCheck = (plugin) => {
  const { costs = [], interactions = [] } = plugin.contributions;
  const types = new Set(interactions.map(({ id }) => id));
  return costs.flatMap((cost) => {
    const { eventType } = cost;
    const faults: Fault[] = mistakes(cost).map((reason) =>
      faultOf(plugin, 'COST_INVALID', eventType, `The cost of "${eventType}" cannot be used: ${reason}`),
    );
    if (types.has(eventType)) return faults;
    const message = `A cost is declared for "${eventType}", but the plugin has no such interaction type. Declare the type, or correct the name.`;
    return [...faults, faultOf(plugin, 'COST_UNDECLARED_TYPE', eventType, message)];
  });
};

/** Whether all costs of the installation are in one currency: a sum of touch costs has no exchange rates. */
export const checkCurrencies: CommonCheck = ({ everyone }) => {
  const costs = everyone.flatMap((contributor) =>
    (contributor.contributions.costs ?? []).map((cost) => ({ contributor, cost })),
  );
  const [first] = costs;
  if (first === undefined) return [];
  return costs
    .filter(({ cost }) => cost.currency !== first.cost.currency)
    .map(({ contributor, cost }) => {
      const message =
        `The cost of "${cost.eventType}" is in ${cost.currency}, that of "${first.cost.eventType}" in ${first.cost.currency}. ` +
        'All costs share one currency; set the option of one plugin, or change its declaration.';
      return faultOf(contributor, 'COST_CURRENCY_MIXED', cost.eventType, message, first.contributor.id);
    });
};

function mistakes({ currency, fixed, perMinute, perUnit }: CostDeclaration): readonly string[] {
  const amounts = Object.entries({ fixed, perMinute, perUnit });
  return [
    ...(isCurrency(currency) ? [] : [`"${currency}" is not an ISO 4217 currency. Write one such as EUR.`]),
    ...amounts
      .filter(([, amount]) => !(Number.isSafeInteger(amount) && amount >= 0))
      .map(([name, amount]) => `${name} is ${amount}. Use whole minor units (cents), 0 or more.`),
  ];
}

function isCurrency(currency: string): boolean {
  try {
    currencyDigits(currency);
    return true;
  } catch {
    return false;
  }
}
