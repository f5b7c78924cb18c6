import fc from 'fast-check';
import { readPurchases, type Transaction } from './transactions';

const bought = (customer: string, day: string, amountMinor: number): Transaction => ({ customer, day, amountMinor });

describe('transactions read into histories', () => {
  it('start the clock with the first day and join what is bought on one day', () => {
    const read = readPurchases(
      [
        bought('c1', '2026-01-01', 1000),
        bought('c1', '2026-01-15', 500),
        bought('c1', '2026-01-15', 700),
        bought('c1', '2026-01-29', 800),
        bought('c1', '2026-03-01', 9999),
        bought('c2', '2026-02-05', 100),
      ],
      '2026-02-12',
    );
    expect(read.customers).toEqual([
      {
        customer: 'c1',
        history: { repeats: 2, lastRepeat: 4, observed: 6 },
        spend: { transactions: 2, mean: 1000 },
      },
      { customer: 'c2', history: { repeats: 0, lastRepeat: 0, observed: 1 }, spend: undefined },
    ]);
    expect(read).toMatchObject({ mergedRows: 1, laterRows: 1, freeDays: 0 });
  });

  it('count a day without payment as a transaction, not as spend', () => {
    const days = [bought('c1', '2026-01-01', 0), bought('c1', '2026-01-08', 0), bought('c1', '2026-01-15', 300)];
    const read = readPurchases(days, '2026-01-15');
    expect(read.customers[0]).toMatchObject({ history: { repeats: 2 }, spend: { transactions: 1, mean: 300 } });
    expect(read.freeDays).toBe(2);
  });

  it('leave returns to the margin', () => {
    const read = readPurchases([bought('c1', '2026-01-01', 500), bought('c1', '2026-01-09', -200)], '2026-01-15');
    expect(read.customers[0]).toMatchObject({ history: { repeats: 0 }, spend: undefined });
    expect(read.returns).toEqual({ rows: 1, amountMinor: -200 });
  });

  it('do not see the order of the rows', () => {
    const row = fc.record({
      customer: fc.constantFrom('c1', 'c2', 'c3'),
      day: fc.constantFrom('2026-01-01', '2026-01-02', '2026-02-28', '2026-05-01'),
      amountMinor: fc.integer({ min: -100, max: 1000 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
        expect(readPurchases(rows.toReversed(), '2026-03-01')).toEqual(readPurchases(rows, '2026-03-01'));
      }),
    );
  });

  it('refuse days that no calendar holds', () => {
    expect(() => readPurchases([bought('c1', '19970101', 1)], '2026-01-15')).toThrow(RangeError);
  });
});
