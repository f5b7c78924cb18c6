import { Readable } from 'node:stream';
import { type DomainApi, openDomain } from '../../../test/helpers/domain-api';
import type { Importer, IntakeItem } from '../../sdk';
import { exchangeRates } from './exchange-rates.importer';
import { transactions } from './transactions.importer';

async function read(importer: Importer, lines: readonly string[], options: Readonly<Record<string, string>> = {}) {
  const items: IntakeItem[] = [];
  const input = Readable.from([`${lines.join('\n')}\n`]);
  for await (const item of importer.read(input, { name: 'file.csv', options })) items.push(item);
  return items;
}

const short = (item: IntakeItem): unknown =>
  'rejected' in item ? [item.position.line, item.rejected.code] : item.record;

describe('exchange rates in the layout of the central bank', () => {
  it('become one record per day, without the cells that were not published', async () => {
    const items = await read(exchangeRates, [
      'Date,USD,JPY,CYP,',
      '2026-03-06,1.0837,160.21,N/A,',
      '2026-03-05,1.0801,-,,',
      'soon,1,1,1,',
    ]);
    expect(items.map(short)).toEqual([
      {
        kind: 'exchangeRates',
        source: 'ledger.exchange-rates',
        sourceKey: 'EUR/2026-03-06',
        base: 'EUR',
        day: '2026-03-06',
        rates: { USD: '1.0837', JPY: '160.21' },
      },
      expect.objectContaining({ day: '2026-03-05', rates: { USD: '1.0801' } }),
      [4, 'TIME_INVALID'],
    ]);
  });
});

describe('purchases', () => {
  it('are read by the columns that the options name', async () => {
    const options = {
      'customer-column': 'who',
      'customer-system': 'shop',
      'amount-column': 'dollars',
      currency: 'USD',
      create: 'organization',
    };
    const lines = [
      'who,date,dollars',
      '7,19970101,29.33',
      '7,1997-01-18,-3',
      '8,19970101,0.00',
      ',19970101,1',
      '9,19970199,1',
    ];
    const items = await read(transactions, lines, options);
    expect(items.map(short)).toMatchObject([
      { kind: 'customer', customerKind: 'organization', identifiers: [{ system: 'shop', value: '7' }] },
      { kind: 'ledger', entry: 'revenue', amountMinor: 2933, currency: 'USD', occurredOn: '1997-01-01' },
      { kind: 'ledger', amountMinor: -300, occurredOn: '1997-01-18', sourceKey: 'file.csv:3' },
      { kind: 'customer', sourceKey: 'shop/8' },
      { kind: 'ledger', amountMinor: 0 },
      [5, 'RECORD_MALFORMED'],
      [6, 'TIME_INVALID'],
    ]);
  });

  it('are read by our own columns, and need a currency', async () => {
    const lines = [
      'transaction_id,customer_system,customer_id,date,amount,currency,brand',
      't1,crm,ana,2026-03-02,12.5,eur,BX',
      't2,crm,ana,2026-03-02,12.5,,',
    ];
    expect((await read(transactions, lines)).map(short)).toMatchObject([
      { sourceKey: 't1', customer: [{ system: 'crm', value: 'ana' }], currency: 'EUR', amountMinor: 1250, brand: 'BX' },
      [3, 'CURRENCY_UNKNOWN'],
    ]);
  });
});

describe('files of money on the road in', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain();
  });
  afterAll(() => api.close());

  const take = (items: readonly IntakeItem[]) =>
    api.ingest.take(items, { id: 'ledger.test', repeats: 'correct', snapshots: 'later' });

  it('make an edition of rates per batch, and none when a file comes again', async () => {
    const items = await read(exchangeRates, ['Date,USD,JPY', '2026-03-06,1.0837,160.21', '2026-03-05,1.0801,159']);
    const first = await take(items);
    const again = await take(items);
    const bad = await take(await read(exchangeRates, ['Date,USD', '2026-03-07,-1']));
    const { data } = await api.ask('{ exchangeRates { edition base } }');

    expect(first.outcomes.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(again.outcomes.map(({ status }) => status)).toEqual(['repeated', 'repeated']);
    expect(bad.outcomes).toMatchObject([{ status: 'rejected', code: 'RECORD_MALFORMED' }]);
    expect(data.exchangeRates).toEqual({ edition: 1, base: 'EUR' });
  });
});
