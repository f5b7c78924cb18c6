import { expectClose } from '../../../test/helpers/value-vectors';
import { type Growth, growth } from './growth';
import { monthlyNet, monthNumber, monthText } from './monthly';

const months = (values: readonly number[], first = '2024-01') =>
  values.map((netMinor, index) => ({ month: monthText(monthNumber(first) + index), netMinor }));

function estimated(values: readonly number[]): Growth {
  const result = growth(months(values));
  if (result.kind !== 'estimated') throw new Error(result.reason);
  return result;
}

describe('growth', () => {
  it('C-13: is stated per month and as a share of the median month in a year', () => {
    const result = estimated([120, 0, 150, 90, 200, 180, 60, 240, 210, 260, 190, 300]);
    expectClose(result.mean, 16.038961);
    expectClose(result.relativePerYear, 1.040365);
    expect(result).toMatchObject({ label: 'modelled', trend: 'growing', seasonal: false, months: 12 });
    expect(result.interval).toMatchObject({ level: 0.9, low: 10 });
  });

  it('calls a trend by its interval', () => {
    expect(estimated([9, 8, 7, 6, 5, 4, 3, 2]).trend).toBe('shrinking');
    expect(estimated([1, 9, 2, 8, 1, 9, 2, 8]).trend).toBe('no clear trend');
    expect(estimated([0, 0, 0, 0, 0, 0, 0, 500]).trend).toBe('no clear trend');
  });

  it('states nothing below eight months, and no share of a median of zero', () => {
    expect(growth(months([1, 2, 3, 4, 5, 6, 7]))).toMatchObject({ kind: 'not stated' });
    expect(estimated([0, 0, 0, 0, 0, 0, 0, 500]).relativePerYear).toBeUndefined();
  });

  it('does not take a season for a trend once it has two years', () => {
    const season = [0, 10, 20, 40, 60, 80, 100, 120, 140, 160, 180, 400];
    expect(estimated(season).trend).toBe('growing');
    expect(estimated([...season, ...season])).toMatchObject({ trend: 'no clear trend', mean: 0, seasonal: true });
    expect(estimated([...season, ...season.map((value) => value + 24)])).toMatchObject({ trend: 'growing', mean: 2 });
  });

  it('looks at the latest three years', () => {
    const result = estimated([...Array<number>(12).fill(1000), ...Array.from({ length: 36 }, (_, index) => index)]);
    expect(result).toMatchObject({ months: 36, mean: 1 });
  });

  it('does not see the order, and refuses gaps', () => {
    const given = months([3, 1, 4, 1, 5, 9, 2, 6, 5]);
    expect(growth(given.toReversed())).toEqual(growth(given));
    expect(() => growth(given.filter((_, index) => index !== 4))).toThrow(/every month once/);
    expect(() => growth([...given, ...given])).toThrow(/every month once/);
  });
});

describe('months of a ledger', () => {
  it('keep zeros and sum what falls into them', () => {
    const amounts = [
      { occurredOn: '2025-11-30', amountMinor: 5 },
      { occurredOn: '2025-11-01', amountMinor: -2 },
      { occurredOn: '2026-01-15', amountMinor: 7 },
      { occurredOn: '2026-02-01', amountMinor: 100 },
    ];
    expect(monthlyNet(amounts, '2025-11', '2026-01')).toEqual([
      { month: '2025-11', netMinor: 3 },
      { month: '2025-12', netMinor: 0 },
      { month: '2026-01', netMinor: 7 },
    ]);
  });

  it('are refused when they are not months', () => {
    expect(() => monthlyNet([], '2025-13', '2026-01')).toThrow(RangeError);
  });
});
