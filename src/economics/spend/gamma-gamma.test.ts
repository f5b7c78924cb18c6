import fc from 'fast-check';
import { expectClose } from '../../../test/helpers/value-vectors';
import { fitSpend } from './fit-spend';
import { expectedSpend, populationMeanSpend } from './gamma-gamma';
import { checkIndependence } from './independence';

const fitted = { p: 6.24880133, q: 3.74458863, gamma: 15.44775199 };
const rounded = { p: 6.25, q: 3.74, gamma: 15.44 };

describe('spend per transaction', () => {
  it('C-9: lies between the own mean and that of all', () => {
    const rows = [
      [{ transactions: 2, mean: 22.35 }, 24.658617, 24.663714],
      [{ transactions: 1, mean: 11.77 }, 18.911481, 18.916852],
      [undefined, 35.171002, 35.218978],
    ] as const;
    for (const [spending, value, atRounded] of rows) {
      expectClose(expectedSpend(fitted, spending), value);
      expectClose(expectedSpend(rounded, spending), atRounded);
    }
  });

  it('is a weighted mean that moves to the own mean with every transaction', () => {
    const all = populationMeanSpend(fitted) ?? Number.NaN;
    const mean = fc.double({ min: 1, max: 500, noNaN: true });
    fc.assert(
      fc.property(mean, fc.integer({ min: 1, max: 200 }), (own, transactions) => {
        const expected = expectedSpend(fitted, { transactions, mean: own }) ?? Number.NaN;
        const next = expectedSpend(fitted, { transactions: transactions + 1, mean: own }) ?? Number.NaN;
        expect(expected).toBeGreaterThanOrEqual(Math.min(own, all) - 1e-9);
        expect(expected).toBeLessThanOrEqual(Math.max(own, all) + 1e-9);
        expect(Math.abs(next - own)).toBeLessThanOrEqual(Math.abs(expected - own) + 1e-9);
      }),
    );
  });

  it('follows the unit of the amounts', () => {
    const cents = expectedSpend({ ...fitted, gamma: 100 * fitted.gamma }, { transactions: 2, mean: 2235 });
    expectClose(cents, 2465.8617, 1e-6);
  });

  it('does not exist for all when q is at most one', () => {
    expect(populationMeanSpend({ ...fitted, q: 1 })).toBeUndefined();
    expect(expectedSpend({ ...fitted, q: 0.5 }, undefined)).toBeUndefined();
    expect(expectedSpend({ ...fitted, q: 0.5 }, { transactions: 1, mean: 10 })).toBeGreaterThan(0);
  });

  it('is refused for histories that cannot be', () => {
    expect(() => expectedSpend(fitted, { transactions: 0, mean: 0 })).toThrow(RangeError);
    expect(() => expectedSpend({ ...fitted, p: 0 }, undefined)).toThrow(RangeError);
  });

  it('is not fitted to fewer than 300 customers', () => {
    const few = Array.from({ length: 299 }, (_, index) => ({ transactions: 1 + (index % 5), mean: 10 + index }));
    const result = fitSpend(few);
    expect(result).toMatchObject({ kind: 'not stated' });
    expect(result.kind === 'not stated' && result.reason).toMatch(/299 customers.*needs 300/);
  });
});

describe('the check that spend and frequency are independent', () => {
  it('reports the correlation with its limits and a verdict', () => {
    const together = Array.from({ length: 50 }, (_, index) => ({ transactions: index + 1, mean: 10 + index }));
    expect(checkIndependence(together)).toMatchObject({ verdict: 'not near zero' });
    const apart = together.map(({ transactions }, index) => ({ transactions, mean: 10 + (index % 2) }));
    const check = checkIndependence(apart);
    expect(check.verdict).toBe('near zero');
    expect(check.low).toBeLessThan(check.correlation ?? Number.NaN);
    expect(check.high).toBeGreaterThan(check.correlation ?? Number.NaN);
  });

  it('has no correlation to report where nothing varies', () => {
    const same = Array.from({ length: 9 }, () => ({ transactions: 2, mean: 5 }));
    expect(checkIndependence(same).correlation).toBeUndefined();
  });
});
