import { seed, uuidOf } from '../../test/helpers/scoring-fixture';
import { type TestDatabase, testDatabase } from '../testing';
import { createAccounts } from './accounts';
import { type NewRates, recordRates } from './record-rates';

const year = { from: '2026-01-01', to: '2026-12-31' };
const now = new Date('2026-11-21T12:00:00.000Z');
const dollars = createAccounts({ document: { reportingCurrency: 'USD' } });

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.transaction((writer) => seed(writer, ['organization', 'consumer', 'professional']));
});
afterAll(() => database.close());

interface Entry {
  readonly id: string;
  readonly customer?: number;
  readonly kind?: string;
  readonly basis?: string;
  readonly currency: string;
  readonly day: string;
  readonly minor: number;
}

async function book(entries: readonly Entry[]): Promise<void> {
  const rows = entries.map(({ customer = 1, kind = 'revenue', basis = 'recorded', ...entry }) => {
    return { ...entry, customer, kind, basis, uuid: uuidOf(entry.id) };
  });
  await database.transaction((writer) =>
    writer.execute({
      text: `insert into core.ledger_entry (customer_id, id, kind, amount_minor, currency, basis, occurred_on, recorded_at, source, source_key)
        select customer, uuid, kind, minor, currency, basis, day, '2026-11-01T00:00:00Z', 's', id
        from json_to_recordset($1::json) as r (customer bigint, uuid uuid, kind text, minor bigint, currency text, basis text, day date, id text)`,
      values: [JSON.stringify(rows)],
    }),
  );
}

const record = (quotes: NewRates['quotes'], base = 'EUR') =>
  database.transaction((writer) => recordRates(writer, { source: 'ecb', base, quotes }, now));

const net = async (edition: number | null = null) => {
  const [account] = await dollars.accounts(database.reader(), [{ customerId: 1, ...year }], { edition });
  return account ?? null;
};

describe('the account of a customer', () => {
  it('leaves entries without a rate out of every sum, and counts them', async () => {
    await book([
      { id: 'a', currency: 'USD', day: '2026-03-06', minor: 1_000 },
      { id: 'b', currency: 'EUR', day: '2026-03-08', minor: 12_345 },
      { id: 'c', currency: 'JPY', day: '2026-03-06', minor: 350 },
    ]);
    expect(await net()).toMatchObject({
      netMinor: 1_000,
      edition: null,
      rates: { version: 'none' },
      unconverted: [
        { currency: 'EUR', amountMinor: 12_345, entries: 1 },
        { currency: 'JPY', amountMinor: 350, entries: 1 },
      ],
    });
  });

  it('converts each entry at the quote of its day or of the days before it, rounded half to even', async () => {
    const { recorded, edition } = await record([
      { currency: 'USD', day: '2026-03-06', unitsPerBase: '1.0837' },
      { currency: 'JPY', day: '2026-03-06', unitsPerBase: '160' },
    ]);
    expect([recorded, edition?.id]).toEqual([2, 1]);
    // 123.45 EUR on a Sunday at Friday's 1.0837; 350 JPY = 2.1875 EUR = 2.37059375 USD.
    const account = await net();
    expect(account).toMatchObject({ netMinor: 1_000 + 13_378 + 237, edition: 1, unconverted: [] });
    expect(account?.rates).toEqual({ version: 'edition 1', hash: edition?.hash });
    expect(account?.entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(account?.netMinor);
  });

  it('keeps what an earlier edition said, whatever a later one corrects', async () => {
    const again = await record([{ currency: 'USD', day: '2026-03-06', unitsPerBase: '1.08370' }]);
    expect([again.recorded, again.edition?.id]).toEqual([0, 1]);
    const corrected = await record([{ currency: 'USD', day: '2026-03-06', unitsPerBase: '2' }]);
    expect([corrected.recorded, corrected.edition?.id]).toEqual([1, 2]);
    expect((await net())?.netMinor).toBe(1_000 + 24_690 + 438);
    expect((await net(1))?.netMinor).toBe(1_000 + 13_378 + 237);
  });

  it('does not use a quote older than a week', async () => {
    await book([{ id: 'd', customer: 3, currency: 'EUR', day: '2026-03-13', minor: 100 }]);
    const [account] = await dollars.accounts(database.reader(), [{ customerId: 3, ...year }]);
    expect(account).toMatchObject({ netMinor: 0, unconverted: [{ currency: 'EUR', entries: 1 }] });
  });

  it('shows what a market turned over beside the sum, and counts the cost of our own contacts', async () => {
    await book([
      { id: 'e', customer: 3, currency: 'USD', day: '2026-05-01', minor: 9_000_000, basis: 'modelled' },
      { id: 'f', customer: 3, currency: 'USD', day: '2026-05-01', minor: 400, basis: 'allocated' },
      { id: 'g', customer: 3, currency: 'USD', day: '2026-05-01', minor: -100, kind: 'value_transfer' },
    ]);
    await database.transaction((writer) =>
      writer.execute({
        text: `insert into core.interaction (customer_id, id, type, channel, direction, occurred_at, recorded_at, source, source_key,
            details, touch_cost_minor, touch_cost_currency)
          values (3, gen_random_uuid(), 't', 'c', 'out', '2026-12-31T23:30:00Z', '2026-11-01T00:00:00Z', 's', 'k', '{}', 50, 'USD')`,
      }),
    );
    const reader = database.reader();
    const requests = [3, 2, 99].map((customerId) => ({ customerId, ...year }));
    const [account, consumer, nobody] = await dollars.accounts(reader, requests);
    expect(reader.statements).toBe(1);
    expect([consumer, nobody]).toEqual([null, null]);
    expect(account).toMatchObject({
      netMinor: 250,
      byLabel: { recorded: -100, modelled: -50, allocated: 400 },
      marketSignals: [{ kind: 'revenue', label: 'modelled', amountMinor: 9_000_000, entries: 1 }],
    });
    expect(account?.allocatedShare).toBeCloseTo(400 / 550, 12);
    expect(account?.entries.map(({ label, fromRateCard, amountMinor }) => [label, fromRateCard, amountMinor])).toEqual(
      expect.arrayContaining([
        ['modelled', true, -50],
        ['allocated', false, 400],
        ['recorded', false, -100],
      ]),
    );
  });

  it('answers as entries were known at an instant', async () => {
    const then = { knownAt: new Date('2026-10-01T00:00:00Z') };
    const [account] = await dollars.accounts(database.reader(), [{ customerId: 3, ...year }], then);
    expect(account).toMatchObject({ netMinor: 0, entries: [] });
  });

  it.each([
    ['BAD_INPUT', [{ currency: 'USD', day: '2026-03-06', unitsPerBase: '-1' }], 'EUR'],
    ['BAD_INPUT', [{ currency: 'EUR', day: '2026-03-06', unitsPerBase: '1' }], 'EUR'],
    ['CURRENCY_UNKNOWN', [{ currency: 'XXQ', day: '2026-03-06', unitsPerBase: '1' }], 'EUR'],
    ['CONFLICT', [{ currency: 'EUR', day: '2026-03-06', unitsPerBase: '1' }], 'USD'],
  ])('refuses rates that cannot be (%s)', async (code, quotes, base) => {
    await expect(record(quotes, base)).rejects.toMatchObject({ code });
  });
});
