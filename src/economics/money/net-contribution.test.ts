import fc from 'fast-check';
import { windowEnding } from '../day';
import { isMostlyAllocated, type LedgerAmount, type NetContribution, netContribution } from './net-contribution';
import { rateTable } from './rate-table';

const table = rateTable({
  version: '1',
  reportingCurrency: 'EUR',
  validForDays: 400,
  rates: [{ currency: 'USD', day: '2026-01-01', rate: '0.925' }],
});
const window = windowEnding('2026-11-21');

function entry(given: Partial<LedgerAmount>): LedgerAmount {
  return { kind: 'revenue', basis: 'recorded', amountMinor: 100, currency: 'EUR', occurredOn: '2026-06-01', ...given };
}

const net = (entries: readonly LedgerAmount[]): NetContribution => netContribution(entries, window, table);

const entries = fc.array(
  fc.record<LedgerAmount>({
    kind: fc.constantFrom('revenue', 'rebate', 'cost_of_goods', 'service_cost', 'touch_cost', 'value_transfer'),
    basis: fc.constantFrom('recorded', 'modelled', 'allocated'),
    amountMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    currency: fc.constantFrom('EUR', 'USD', 'CHF'),
    occurredOn: fc.constantFrom('2025-11-21', '2025-11-22', '2026-06-01', '2026-11-21', '2026-11-22'),
  }),
  { maxLength: 30 },
);

describe('the net contribution of a window', () => {
  it('sums what was recorded, what a rate card gives and what was spread, each by itself', () => {
    const result = net([
      entry({ amountMinor: 420_000 }),
      entry({ kind: 'rebate', amountMinor: -30_000 }),
      entry({ kind: 'cost_of_goods', amountMinor: -140_000 }),
      entry({ kind: 'touch_cost', basis: 'modelled', amountMinor: -70_305 }),
      entry({ basis: 'allocated', amountMinor: 50 }),
    ]);
    expect(result.byLabel).toEqual({ recorded: 250_000, modelled: -70_305, allocated: 50 });
    expect(result.netMinor).toBe(179_745);
    expect(result.rates).toEqual({ version: '1', hash: table.hash });
  });

  it('keeps modelled sales of a market out of every sum', () => {
    const result = net([entry({ amountMinor: 10 }), entry({ basis: 'modelled', amountMinor: 9_000_000 })]);
    expect(result.netMinor).toBe(10);
    expect(result.allocatedShare).toBe(0);
    expect(result.marketSignals).toEqual([{ kind: 'revenue', label: 'modelled', amountMinor: 9_000_000, entries: 1 }]);
  });

  it('leaves out and counts what it has no rate for', () => {
    const result = net([
      entry({ currency: 'CHF', amountMinor: 7 }),
      entry({ currency: 'CHF', amountMinor: 8 }),
      entry({}),
    ]);
    expect(result.netMinor).toBe(100);
    expect(result.unconverted).toEqual([{ currency: 'CHF', amountMinor: 15, entries: 2 }]);
  });

  it('counts the first and the last day of the window', () => {
    const days = ['2025-11-21', '2025-11-22', '2026-11-21', '2026-11-22'];
    expect(net(days.map((occurredOn, index) => entry({ occurredOn, amountMinor: 10 ** index }))).netMinor).toBe(110);
  });

  it('converts each entry, not the sum', () => {
    const cents = Array.from({ length: 3 }, () => entry({ currency: 'USD', amountMinor: 2 }));
    expect(net(cents).netMinor).toBe(6);
  });

  it('says when more than half is spread by a key', () => {
    const half = [entry({ amountMinor: 50 }), entry({ basis: 'allocated', amountMinor: -50 })];
    expect(isMostlyAllocated(net(half))).toBe(false);
    expect(isMostlyAllocated(net([...half, entry({ basis: 'allocated', amountMinor: -1 })]))).toBe(true);
    expect(net([]).allocatedShare).toBe(0);
  });

  it('is the same whatever the order of the entries', () => {
    fc.assert(
      fc.property(
        entries.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
        ([given, shuffled]) => expect(net(shuffled)).toEqual(net(given)),
      ),
    );
  });

  it('adds up over parts of the ledger and over its own lines', () => {
    fc.assert(
      fc.property(entries, entries, (some, others) => {
        const [left, right, both] = [net(some), net(others), net([...some, ...others])];
        expect(both.netMinor).toBe(left.netMinor + right.netMinor);
        for (const label of ['recorded', 'modelled', 'allocated'] as const) {
          expect(both.byLabel[label]).toBe(left.byLabel[label] + right.byLabel[label]);
        }
        expect(both.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(both.netMinor);
        const counted = [...both.lines, ...both.marketSignals, ...both.unconverted];
        expect(counted.reduce((sum, line) => sum + line.entries, 0)).toBe(
          [...some, ...others].filter(({ occurredOn }) => occurredOn >= window.from && occurredOn <= window.to).length,
        );
      }),
    );
  });
});
