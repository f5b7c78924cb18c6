import fc from 'fast-check';
import { histories, history, models, purchaseModel, roundedModel } from '../../../test/helpers/economics-vectors';
import { expectClose } from '../../../test/helpers/value-vectors';
import { expectedOfCustomer } from './expectation';
import { collapse } from './purchase-history';
import { logLikelihood, probabilityAlive, totalLogLikelihood } from './purchase-law';

describe('the purchase laws', () => {
  it('C-7: stay finite for hundreds of transactions', () => {
    const customer = history(250, 50, 52);
    expectClose(logLikelihood(roundedModel, customer), 119.344005);
    expectClose(probabilityAlive(roundedModel, customer), 0.036486);
    expectClose(expectedOfCustomer(roundedModel, customer, 13), 1.935765);
  });

  it('C-7: take a customer without repeats as alive by construction', () => {
    const customer = history(0, 0, 39);
    expectClose(logLikelihood(roundedModel, customer), -0.555498);
    expect(probabilityAlive(roundedModel, customer)).toBe(1);
    expectClose(expectedOfCustomer(roundedModel, customer, 26), 0.134217);
  });

  it('C-7: have a limit at a = 1', () => {
    const [model, customer] = [purchaseModel([0.8, 5, 1, 2.5]), history(3, 20, 30)];
    expectClose(logLikelihood(model, customer), -11.03022);
    expectClose(probabilityAlive(model, customer), 0.556133);
    expectClose(expectedOfCustomer(model, customer, 26), 1.254443);
  });

  it('let MBG/NBD doubt a customer without repeats the longer the silence', () => {
    const model = purchaseModel([0.525, 6.183, 0.891, 1.614], 'MBG/NBD');
    const alive = [1, 10, 50].map((observed) => probabilityAlive(model, history(0, 0, observed)));
    expect(alive[0]).toBeLessThan(1);
    expect(alive.toSorted((left, right) => right - left)).toEqual(alive);
  });

  it('believe a customer the less, the longer they have been silent', () => {
    fc.assert(
      fc.property(models, histories, fc.double({ min: 0, max: 50, noNaN: true }), (model, customer, silence) => {
        const before = probabilityAlive(model, customer);
        const after = probabilityAlive(model, { ...customer, observed: customer.observed + silence });
        expect(before > 0 && before <= 1).toBe(true);
        expect(after).toBeLessThanOrEqual(before + 1e-12);
      }),
    );
  });

  it('count equal histories once, in whatever order they come', () => {
    fc.assert(
      fc.property(models, fc.array(histories, { minLength: 1, maxLength: 12 }), (model, given) => {
        const doubled = [...given, ...given.toReversed()];
        const whole = totalLogLikelihood(model, collapse(doubled));
        expect(totalLogLikelihood(model, collapse(doubled.toReversed()))).toBe(whole);
        const one = given.reduce((sum, customer) => sum + logLikelihood(model, customer), 0);
        expectClose(whole, 2 * one, 1e-9);
      }),
    );
  });
});
