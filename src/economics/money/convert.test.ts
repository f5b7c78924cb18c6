import fc from 'fast-check';
import { convert, timesRate } from './convert';
import { rateTable } from './rate-table';
import { parseRational, roundHalfEven } from './rational';

const document = {
  version: 'ecb-2026-11',
  reportingCurrency: 'EUR',
  validForDays: 1,
  rates: [
    { currency: 'USD', day: '2026-11-19', rate: '0.92275' },
    { currency: 'USD', day: '2026-11-20', rate: '10000/10837' },
    { currency: 'JPY', day: '2026-11-20', rate: '0.0061' },
  ],
};
const table = rateTable(document);

describe('conversion of money', () => {
  it('C-15: multiplies minor units by an exact rate and rounds half to even', () => {
    const rows: readonly (readonly [bigint, string, bigint])[] = [
      [12345n, '10837/10000', 13378n],
      [250n, '1/100', 2n],
      [350n, '1/100', 4n],
      [-250n, '1/100', -2n],
      [99999n, '92275/100000', 92274n],
    ];
    for (const [minor, rate, expected] of rows) expect(timesRate(minor, parseRational(rate))).toBe(expected);
  });

  it('reads a decimal as the same exact rate', () => {
    expect(timesRate(99999n, parseRational('0.92275'))).toBe(92274n);
    expect(timesRate(12345n, parseRational('1.0837'))).toBe(13378n);
  });

  it.each(['', '1,5', '1e3', '.5', '1/0', '--1', 'NaN'])('refuses "%s" as a rate', (text) => {
    expect(() => parseRational(text)).toThrow(RangeError);
  });

  it('takes the rate of the day, also of a source that quotes the other way round', () => {
    expect(convert({ amountMinor: 99_999, currency: 'USD', occurredOn: '2026-11-19' }, table)).toBe(92_274);
    expect(convert({ amountMinor: 10_837, currency: 'USD', occurredOn: '2026-11-20' }, table)).toBe(10_000);
  });

  it('minds that currencies have different digits', () => {
    expect(convert({ amountMinor: 1000, currency: 'JPY', occurredOn: '2026-11-20' }, table)).toBe(610);
  });

  it('leaves the reporting currency as it is', () => {
    expect(convert({ amountMinor: -7, currency: 'EUR', occurredOn: '1999-01-01' }, table)).toBe(-7);
  });

  it('answers nothing where the day has no rate', () => {
    expect(convert({ amountMinor: 100, currency: 'USD', occurredOn: '2026-11-21' }, table)).toBeUndefined();
    expect(convert({ amountMinor: 100, currency: 'CHF', occurredOn: '2026-11-20' }, table)).toBeUndefined();
  });

  it('lets a rate hold over days without one when the table says so', () => {
    const carrying = rateTable({ ...document, validForDays: 3 });
    const on = (occurredOn: string) => convert({ amountMinor: 10_837, currency: 'USD', occurredOn }, carrying);
    expect([on('2026-11-22'), on('2026-11-23'), on('2026-11-18')]).toEqual([10_000, undefined, undefined]);
  });

  it('refuses fractions of a minor unit and amounts past a double', () => {
    const dollars = { currency: 'USD', occurredOn: '2026-11-19' };
    expect(() => convert({ ...dollars, amountMinor: 0.5 }, table)).toThrow(/whole number of minor units/);
    const dear = rateTable({ ...document, rates: [{ currency: 'USD', day: '2026-11-19', rate: '1000000000' }] });
    expect(() => convert({ ...dollars, amountMinor: 1e12 }, dear)).toThrow(/too large/);
  });

  it('errs by at most half a minor unit and treats both signs alike', () => {
    const minor = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n });
    const part = fc.bigInt({ min: 1n, max: 10n ** 9n });
    fc.assert(
      fc.property(minor, part, part, (amount, numerator, denominator) => {
        const rounded = timesRate(amount, { numerator, denominator });
        const error = rounded * denominator - amount * numerator;
        expect(2n * (error < 0n ? -error : error) <= denominator).toBe(true);
        expect(timesRate(-amount, { numerator, denominator })).toBe(-rounded);
      }),
    );
  });

  it('rounds ties to the even neighbour on both sides of zero', () => {
    const halves = [-5n, -3n, -1n, 1n, 3n, 5n].map((numerator) => roundHalfEven({ numerator, denominator: 2n }));
    expect(halves).toEqual([-2n, -2n, 0n, 0n, 2n, 2n]);
  });
});

describe('a rate table', () => {
  it('is known by its contents, in whatever order they came', () => {
    expect(rateTable({ ...document, rates: document.rates.toReversed() }).hash).toBe(table.hash);
    expect(rateTable({ ...document, rates: document.rates.slice(1) }).hash).not.toBe(table.hash);
  });

  it.each([
    ['twice for a day', { currency: 'USD', day: '2026-11-19', rate: '1' }],
    ['not positive', { currency: 'CHF', day: '2026-11-19', rate: '0' }],
    ['for the reporting currency', { currency: 'EUR', day: '2026-11-19', rate: '1' }],
    ['on a day no calendar holds', { currency: 'CHF', day: '2026-02-30', rate: '1' }],
  ])('refuses a rate that is %s', (_, rate) => {
    expect(() => rateTable({ ...document, rates: [...document.rates, rate] })).toThrow(RangeError);
  });
});
