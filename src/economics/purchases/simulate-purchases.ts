import type { RandomVariables } from '../numerics/random';
import type { PurchaseHistory } from './purchase-history';
import { chancesAtStart, type PurchaseModel, probabilityAlive } from './purchase-law';

/** How one customer buys: transactions per week, and the chance to stop after each. */
export interface Buyer {
  readonly rate: number;
  readonly stops: number;
}

/** More than a year of hourly purchases; a rate beyond belief must not run on. */
const mostPurchases = 10_000;

/** A buyer as the history leaves them possible; undefined when the draw says that they have stopped. */
export function drawBuyer(model: PurchaseModel, history: PurchaseHistory, random: RandomVariables): Buyer | undefined {
  if (random.uniform() > probabilityAlive(model, history)) return undefined;
  return {
    rate: random.gamma(model.r + history.repeats, model.alpha + history.observed),
    stops: random.beta(model.a, model.b + history.repeats + chancesAtStart(model.law)),
  };
}

/** Weeks at which a buyer who is alive at 0 buys, up to the horizon. */
export function drawPurchases({ rate, stops }: Buyer, weeks: number, random: RandomVariables): readonly number[] {
  const times: number[] = [];
  for (let time = random.exponential(rate); time <= weeks && times.length < mostPurchases; ) {
    times.push(time);
    if (random.uniform() <= stops) break;
    time += random.exponential(rate);
  }
  return times;
}

/** Repeat transactions of a new customer. */
export function drawNewCustomer(model: PurchaseModel, weeks: number, random: RandomVariables): readonly number[] {
  const buyer = { rate: random.gamma(model.r, model.alpha), stops: random.beta(model.a, model.b) };
  if (chancesAtStart(model.law) === 1 && random.uniform() <= buyer.stops) return [];
  return drawPurchases(buyer, weeks, random);
}
