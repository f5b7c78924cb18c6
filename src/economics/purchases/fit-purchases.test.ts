import { purchaseModel } from '../../../test/helpers/economics-vectors';
import { expectClose } from '../../../test/helpers/value-vectors';
import { borrowed } from '../fitted';
import { randomVariables } from '../numerics/random';
import { fitPurchases, type PurchaseFit } from './fit-purchases';
import type { PurchaseHistory } from './purchase-history';
import type { PurchaseModel } from './purchase-law';
import { drawNewCustomer } from './simulate-purchases';

function population(model: PurchaseModel, customers: number): readonly PurchaseHistory[] {
  const random = randomVariables(`population|${model.law}`);
  return Array.from({ length: customers }, (_, index) => {
    const observed = 30 + (index % 20);
    const times = drawNewCustomer(model, observed, random);
    return { repeats: times.length, lastRepeat: times.at(-1) ?? 0, observed };
  });
}

function fitted(law: PurchaseModel['law'], histories: Iterable<PurchaseHistory>): PurchaseFit {
  const fit = fitPurchases(law, histories);
  if (fit.kind !== 'fitted') throw new Error(fit.reason);
  return fit;
}

const truth = purchaseModel([0.9, 6, 0.8, 2.4]);
const some = population(truth, 900);

describe('fitting a purchase law', () => {
  it.each(['BG/NBD', 'MBG/NBD'] as const)('finds the parameters %s was simulated with, within their errors', (law) => {
    const model = { ...truth, law };
    const fit = fitted(law, population(model, 2500));
    expect(fit.startsAgreeing).toBe(3);
    for (const name of ['r', 'alpha', 'a', 'b'] as const) {
      expect(Math.abs(fit.model[name] - model[name])).toBeLessThan(3.5 * fit.standardErrors[name]);
      expect(fit.standardErrors[name] / model[name]).toBeLessThan(0.3);
    }
  });

  it('is equal to the last bit in whatever order the customers come', () => {
    expect(fitted('BG/NBD', some.toReversed())).toEqual(fitted('BG/NBD', some));
  });

  it('does not depend on the unit of time', () => {
    const inYears = some.map(({ repeats, lastRepeat, observed }) => {
      return { repeats, lastRepeat: lastRepeat / 52, observed: observed / 52 };
    });
    const [weeks, years] = [fitted('BG/NBD', some), fitted('BG/NBD', inYears)];
    expectClose(years.model.alpha * 52, weeks.model.alpha, 1e-5);
    expectClose(years.model.r, weeks.model.r, 1e-5);
    expectClose(years.model.b, weeks.model.b, 1e-5);
    const repeats = some.reduce((sum, one) => sum + one.repeats, 0);
    expectClose(years.logLikelihood, weeks.logLikelihood + repeats * Math.log(52), 1e-9);
  });

  it('is refused below 300 customers with repeats, whose parameters are then borrowed openly', () => {
    const few = [
      ...some.filter(({ repeats }) => repeats > 0).slice(0, 299),
      ...some.filter((one) => one.repeats === 0),
    ];
    const refusal = fitPurchases('BG/NBD', few);
    expect(refusal.kind === 'not stated' && refusal.reason).toMatch(/^Only 299 customers.*needs 300.*Borrow/);
    const lent = borrowed(fitted('BG/NBD', some), 'all pharmacies');
    expect(lent.origin).toEqual({ kind: 'borrowed', from: 'all pharmacies' });
  });

  it('is refused when the data cannot tell who stopped', () => {
    const clockwork = Array.from({ length: 400 }, () => ({ repeats: 10, lastRepeat: 39, observed: 39 }));
    expect(fitPurchases('BG/NBD', clockwork)).toMatchObject({ kind: 'not stated' });
  });

  it('is not led astray by times no customer can have', () => {
    expect(() => fitPurchases('BG/NBD', [{ repeats: 1, lastRepeat: 3, observed: 2 }])).toThrow(RangeError);
  });
});
