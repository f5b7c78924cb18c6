import { summarise } from './figures';
import type { FigureRow } from './figures.sql';

const payment: FigureRow = {
  customer_id: 1,
  part: 'payments',
  nature: 'Food and Beverage',
  payer: 'Example Pharma',
  records: 2,
  cents: 2500,
  first_on: '2013-08-09',
  last_on: '2014-01-02',
  memo: '',
};

describe('public figures of a customer', () => {
  it('are zero and empty without any record', () => {
    expect(summarise([])).toEqual({
      records: 0,
      amount: null,
      firstOn: null,
      lastOn: null,
      natures: [],
      payers: [],
      payerCount: 0,
      medicareYears: [],
    });
  });

  it('add up payments by nature and by company, whatever the case of its name', () => {
    const rows = [
      payment,
      { ...payment, payer: 'EXAMPLE PHARMA', nature: 'Gift', records: 1, cents: 9000, last_on: '2015-03-04' },
      { ...payment, payer: 'Sample Devices', records: 1, cents: 100, first_on: '2012-01-01', last_on: '2012-01-01' },
    ];
    const figures = summarise(rows);
    expect(figures).toMatchObject({ records: 4, amount: { minorUnits: 11_600, currency: 'USD', amount: 116 } });
    expect(figures).toMatchObject({ firstOn: '2012-01-01', lastOn: '2015-03-04', payerCount: 2 });
    expect(figures.natures.map(({ nature, records }) => [nature, records])).toEqual([
      ['Gift', 1],
      ['Food and Beverage', 3],
    ]);
    expect(figures.payers.map(({ name, amount }) => [name, amount.minorUnits])).toEqual([
      ['EXAMPLE PHARMA', 11_500],
      ['Sample Devices', 100],
    ]);
  });

  it('name ten companies at most and say how many there were', () => {
    const rows = Array.from({ length: 12 }, (_, index) => ({ ...payment, payer: `Company ${index}`, cents: index }));
    const figures = summarise(rows);
    expect([figures.payers.length, figures.payerCount]).toEqual([10, 12]);
    expect(figures.payers[0]?.name).toBe('Company 11');
  });

  it('read Medicare years from their entries, the latest first', () => {
    const year: FigureRow = { ...payment, part: 'medicare', cents: 200_00, last_on: '2013-12-31', memo: '' };
    const rows = [year, { ...year, last_on: '2014-12-31', memo: 'x; 40 claims; 50.00 USD brand cost' }];
    expect(summarise(rows).medicareYears).toEqual([
      expect.objectContaining({ year: 2014, claims: 40, beneficiaries: null, brandCostShare: 0.25 }),
      expect.objectContaining({ year: 2013, claims: null, brandCostShare: null }),
    ]);
  });
});
