import fc from 'fast-check';
import { allocate } from './allocation';

const heads = (...units: readonly number[]) => units.map((count, index) => ({ id: `c${index}`, units: count }));

describe('an amount spread by a key', () => {
  it('keeps the key with every share and gives what is left over to the largest fractions, then by id', () => {
    const shares = allocate(-100, 'EUR', 'heads', heads(1, 1, 1));
    expect(shares.map(({ amountMinor }) => amountMinor)).toEqual([-34, -33, -33]);
    expect(shares[0]).toEqual({
      id: 'c0',
      label: 'allocated',
      amountMinor: -34,
      key: { name: 'heads', units: 1, ofUnits: 3 },
    });
    expect(allocate(10, 'EUR', 'minutes', heads(1, 3)).map(({ amountMinor }) => amountMinor)).toEqual([3, 7]);
  });

  it('adds up to the amount, share by share within one minor unit, in any order', () => {
    const units = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 20 }).filter((all) => all.some(Boolean));
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), units, (amount, counts) => {
        const key = heads(...counts);
        const shares = allocate(amount, 'EUR', 'heads', key);
        expect(shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(amount);
        const all = counts.reduce((sum, count) => sum + count, 0);
        for (const share of shares) {
          expect(Math.abs(share.amountMinor - (amount * share.key.units) / all)).toBeLessThan(1.000001);
        }
        expect(allocate(amount, 'EUR', 'heads', key.toReversed())).toEqual(shares);
      }),
    );
  });

  it('refuses a key that spreads nothing', () => {
    expect(() => allocate(1, 'EUR', 'heads', [])).toThrow(RangeError);
    expect(() => allocate(1, 'EUR', 'heads', heads(0, 0))).toThrow(RangeError);
    expect(() => allocate(1, 'EUR', 'heads', heads(1, -1))).toThrow(RangeError);
    expect(() => allocate(1, 'EUR', 'heads', [...heads(1), ...heads(2)])).toThrow(/two shares/);
  });
});
