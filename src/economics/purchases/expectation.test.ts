import fc from 'fast-check';
import { histories, history, models, purchaseModel, roundedModel } from '../../../test/helpers/economics-vectors';
import { expectClose } from '../../../test/helpers/value-vectors';
import { logBeta } from '../numerics/log-gamma';
import { expectedIfAlive, expectedOfCustomer, expectedOfNew } from './expectation';
import type { PurchaseHistory } from './purchase-history';
import { chancesAtStart, type PurchaseModel, probabilityAlive } from './purchase-law';

const walkthrough = purchaseModel([0.2425967, 4.413659, 0.7929869, 2.426164]);
const weeks = fc.double({ min: 0.1, max: 80, noNaN: true });

/** The same expectation without a series: over the chance to stop, the mean number of purchases until then or the horizon. */
function byQuadrature(model: PurchaseModel, { repeats, observed }: PurchaseHistory, horizon: number): number {
  const { r, alpha, a } = model;
  const b = model.b + repeats + chancesAtStart(model.law);
  const bought = (p: number) =>
    -Math.expm1((r + repeats) * Math.log((alpha + observed) / (alpha + observed + p * horizon)));
  const steps = 4000;
  let sum = 0;
  for (let index = 0; index < steps; index += 1) {
    const u = ((index + 0.5) / steps) * Math.PI;
    const [p, rest] = [Math.sin(u / 2) ** 2, Math.cos(u / 2) ** 2];
    const density = Math.exp((a - 1) * Math.log(p) + (b - 1) * Math.log(rest) - logBeta(a, b));
    sum += (bought(p) / p) * density * (Math.sin(u) / 2);
  }
  return (sum * Math.PI) / steps;
}

describe('expected purchases', () => {
  it('C-2: of a new customer are those of the published spreadsheet', () => {
    const times = [0.1429, 1, 3, 31.8571, 32, 78];
    const atRounded = [0.007828, 0.053268, 0.150865, 1.041996, 1.045243, 1.860519];
    const atMaximum = [0.007816, 0.053185, 0.150632, 1.040494, 1.043737, 1.857971];
    const best = purchaseModel([0.242593, 4.413532, 0.792886, 2.425753]);
    for (const [index, time] of times.entries()) {
      expectClose(expectedOfNew(roundedModel, time), atRounded[index] ?? Number.NaN);
      expectClose(expectedOfNew(best, time), atMaximum[index] ?? Number.NaN);
    }
  });

  it('C-3: of customer 1 in 39 weeks are 1.226', () => {
    const customer = history(2, 30.43, 38.86);
    expectClose(expectedOfCustomer(roundedModel, customer, 39), 1.226028);
    expectClose(probabilityAlive(roundedModel, customer), 0.726579);
  });

  it('C-4: of customer 1516 in a year are 25.76', () => {
    const customer = history(26, 216 / 7, 31);
    expectClose(expectedOfCustomer(walkthrough, customer, 52), 25.756586);
    expectClose(probabilityAlive(walkthrough, customer), 0.968852);
  });

  it('C-5: are fewer for the one who bought more often and fell silent', () => {
    expectClose(expectedOfCustomer(walkthrough, history(10, 20, 39), 52), 0.347461);
    expectClose(expectedOfCustomer(walkthrough, history(15, 20, 39), 52), 0.042834);
  });

  it('agree with an integral that needs no series', () => {
    for (const law of ['BG/NBD', 'MBG/NBD'] as const) {
      for (const a of [1, 1.7, 3.2]) {
        const model: PurchaseModel = { law, r: 0.8, alpha: 5, a, b: 2.5 };
        for (const customer of [history(0, 0, 39), history(3, 20, 30), history(250, 50, 52)]) {
          expectClose(expectedIfAlive(model, customer, 26), byQuadrature(model, customer, 26), 1e-5);
        }
      }
    }
  });

  it('pass smoothly through a = 1 and a + b = 1, where the printed formula divides by zero', () => {
    const at = (a: number, b: number) => expectedOfNew(purchaseModel([0.8, 5, a, b]), 26);
    expectClose(at(1 + 1e-9, 2.5), at(1, 2.5), 1e-8);
    expectClose(at(1 - 1e-5, 2.5) / 2 + at(1 + 1e-5, 2.5) / 2, at(1, 2.5), 1e-8);
    expectClose(at(0.4, 0.6 - 1e-7) / 2 + at(0.4, 0.6 + 1e-7) / 2, at(0.4, 0.6), 1e-8);
  });

  it('are not negative, grow with the horizon and by less and less', () => {
    fc.assert(
      fc.property(models, histories, weeks, (model, customer, horizon) => {
        const [near, middle, far] = [1, 2, 3].map((times) => expectedIfAlive(model, customer, (times * horizon) / 3));
        const [one = 0, two = 0, three = 0] = [near, middle, far];
        const slack = 1e-9 * (1 + three);
        expect(one).toBeGreaterThanOrEqual(-slack);
        expect(two - one).toBeGreaterThanOrEqual(-slack);
        expect(three - two).toBeLessThanOrEqual(two - one + slack);
        expect(expectedOfCustomer(model, customer, 0)).toBe(0);
      }),
    );
  });

  it('never exceed those of someone who buys at the expected rate and never stops', () => {
    fc.assert(
      fc.property(models, histories, weeks, (model, customer, horizon) => {
        const forever = ((model.r + customer.repeats) / (model.alpha + customer.observed)) * horizon;
        expect(expectedIfAlive(model, customer, horizon)).toBeLessThanOrEqual(forever * (1 + 1e-9));
      }),
    );
  });

  it('do not depend on the unit of time', () => {
    fc.assert(
      fc.property(models, histories, weeks, (model, customer, horizon) => {
        const days = history(customer.repeats, 7 * customer.lastRepeat, 7 * customer.observed);
        const inDays = expectedOfCustomer({ ...model, alpha: 7 * model.alpha }, days, 7 * horizon);
        expectClose(inDays, expectedOfCustomer(model, customer, horizon), 1e-8);
      }),
    );
  });

  it('are refused for horizons and parameters that cannot be', () => {
    expect(() => expectedOfNew(roundedModel, -1)).toThrow(RangeError);
    expect(() => expectedOfNew(roundedModel, Number.NaN)).toThrow(RangeError);
    expect(() => expectedOfNew({ ...roundedModel, a: 0 }, 1)).toThrow(/must be positive/);
    expect(() => expectedOfCustomer(roundedModel, history(1, 5, 4), 1)).toThrow(/not a history/);
    expect(() => expectedOfCustomer(roundedModel, history(0, 1, 4), 1)).toThrow(/not a history/);
  });
});
