import { scoringRegistry, seed, testModel, uuidOf } from '../../test/helpers/scoring-fixture';
import { createAccounts, recordRates } from '../accounting';
import { type TestDatabase, testDatabase } from '../testing';
import { createValueReader } from './value-reader';

const values = createValueReader(testModel, scoringRegistry());
const accounts = createAccounts(testModel);
const at = new Date('2026-11-21T12:00:00.000Z');
const window = { customerId: 1, from: '2025-11-22', to: '2026-11-21' };

/** Two equal amounts of one day, and a third one: each is rounded by itself. */
const entries = [
  ['a', 'EUR', 1_000],
  ['b', 'USD', 333],
  ['c', 'USD', 333],
  ['d', 'USD', 100],
  ['e', 'JPY', 500],
  ['f', 'GBP', 700],
] as const;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.transaction(async (writer) => {
    await seed(writer, ['organization']);
    await writer.execute({
      text: `insert into core.ledger_entry (customer_id, id, kind, amount_minor, currency, basis, occurred_on, recorded_at, source, source_key)
        select 1, id, 'revenue', minor, currency, 'recorded', '2026-03-03', '2026-03-04T00:00:00Z', 's', id::text
        from unnest($1::uuid[], $2::text[], $3::bigint[]) as e (id, currency, minor)`,
      values: [
        entries.map(([id]) => uuidOf(id)),
        entries.map(([, currency]) => currency),
        entries.map((entry) => entry[2]),
      ],
    });
    const quotes = [
      { currency: 'USD', day: '2026-03-02', unitsPerBase: '1.0837' },
      { currency: 'JPY', day: '2026-03-03', unitsPerBase: '160.25' },
    ];
    await recordRates(writer, { source: 'bank', base: 'EUR', quotes }, new Date('2026-06-01T00:00:00Z'));
  });
});
afterAll(() => database.close());

async function money(knownAt: Date | null) {
  const reader = database.reader();
  const [value] = await values.values(reader, { customerIds: [1], asOf: at, knownAt, now: at });
  const [found] = await values.money(reader, [value?.valueKey ?? '']);
  const index = value?.components.find(({ id }) => id === 'money')?.value ?? Number.NaN;
  return { found, index };
}

describe('money in other currencies', () => {
  it('counts in the value as it does in the accounts, entry by entry', async () => {
    const [account] = await accounts.accounts(database.reader(), [window]);
    // 3.33 USD = 3.0728 EUR, 1.00 USD = 0.9228 EUR, 500 JPY = 3.1201 EUR.
    expect(account?.netMinor).toBe(1_000 + 307 + 307 + 92 + 312);
    const { found, index } = await money(null);
    expect(found?.netMinor).toBe(account?.netMinor);
    expect(index).toBeCloseTo((100 * 2_018) / (2_018 + testModel.document.money.kappaMinor), 9);
    expect(found?.unconverted).toEqual([{ currency: 'GBP', amountMinor: 700 }]);
  });

  it('is converted by the rates that were known then', async () => {
    const { found } = await money(new Date('2026-05-01T00:00:00Z'));
    expect(found?.netMinor).toBe(1_000);
  });
});
