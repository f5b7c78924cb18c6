import { call, callRegistry, customer } from '../../../test/helpers/intake-fixture';
import type { IntakeItem, IntakeRecord } from '../../sdk';
import { createNormalise } from './normalise';
import { isRefused } from './prepared';

const normalise = createNormalise(callRegistry);
const position = { line: 7 };
const arrival = { index: 0, position, repeats: 'correct', reporter: null } as const;
const take = (record: unknown) => normalise({ record, position } as IntakeItem, arrival);
const refusal = (record: unknown) => {
  const item = take(record);
  return isRefused(item) ? { code: item.code, reason: item.reason } : { code: null, reason: '' };
};
const prepared = (record: IntakeRecord) => {
  const item = take(record);
  if (isRefused(item)) throw new Error(item.reason);
  return item;
};

describe('normalising a record', () => {
  it('sets defaults, trims, brings times to one spelling and drops blanks', () => {
    const { record } = prepared(
      call(' a ', 'one', { occurredAt: '2026-03-10T11:30:00+02:00', brand: ' ', details: { topic: 'x' } }),
    );
    expect(record).toMatchObject({
      sourceKey: 'a',
      occurredAt: '2026-03-10T09:30:00.000Z',
      direction: 'mutual',
      count: 1,
      details: { minutes: 15, topic: 'x' },
    });
    expect(record).not.toHaveProperty('brand');
  });

  it('gives equal hashes for records that say the same', () => {
    const one = prepared(call('a', 'one', { details: { minutes: 15, topic: 'x' } }));
    const same = prepared(
      call('a', 'one', { occurredAt: '2026-03-10T10:30+01:00', details: { topic: 'x' }, count: 1 }),
    );
    expect(same.hash).toBe(one.hash);
    expect(prepared(call('a', 'one', { details: { minutes: 16 } })).hash).not.toBe(one.hash);
  });

  it('can be repeated on its own result', () => {
    const first = prepared(call('a', 'one', { occurredAt: '2026-03-10' }));
    const again = prepared(JSON.parse(JSON.stringify(first.record)));
    expect(again.hash).toBe(first.hash);
  });

  it('keeps the rejection an adapter made', () => {
    const item = normalise({ rejected: { code: 'ROW_UNREADABLE', reason: 'short' }, position }, arrival);
    expect(item).toMatchObject({ code: 'ROW_UNREADABLE', reason: 'short', disposition: 'rejected' });
    const bot = { code: 'BOT_FILTERED', reason: 'crawler', filtered: true } as const;
    expect(normalise({ rejected: bot, position }, arrival)).toMatchObject({ disposition: 'filtered' });
  });
});

describe('a record is refused', () => {
  const ledger = {
    kind: 'ledger',
    source: 's',
    sourceKey: 'k',
    customer: [{ system: 'crm', value: 'one' }],
    occurredOn: '2026-01-31',
    entry: 'revenue',
    amountMinor: 100,
    currency: 'EUR',
  };
  it.each([
    ['no record at all', null, 'RECORD_MALFORMED'],
    ['a kind that does not exist', { kind: '__proto__' }, 'RECORD_MALFORMED'],
    ['an unknown key', { ...call('a', 'one'), extra: 1 }, 'RECORD_MALFORMED'],
    ['no source key', call('', 'one'), 'RECORD_MALFORMED'],
    ['a source key that is too long', call('x'.repeat(401), 'one'), 'RECORD_MALFORMED'],
    ['no identifier', { ...call('a', 'one'), customer: [] }, 'RECORD_MALFORMED'],
    ['a time without zone', call('a', 'one', { occurredAt: '2026-03-10T09:30:00' }), 'TIME_ZONE_MISSING'],
    ['a time that is none', call('a', 'one', { occurredAt: 'noon' }), 'TIME_INVALID'],
    ['a count of zero', call('a', 'one', { count: 0 }), 'RECORD_MALFORMED'],
    ['an unknown interaction type', call('a', 'one', { type: 'call.dreamt' }), 'INTERACTION_TYPE_UNKNOWN'],
    ['details of the wrong type', call('a', 'one', { details: { minutes: 'ten' } }), 'DETAILS_INVALID'],
    ['details with an unknown key', call('a', 'one', { details: { mood: 'good' } }), 'DETAILS_INVALID'],
    ['details that are a list', { ...call('a', 'one'), details: [] }, 'RECORD_MALFORMED'],
    ['NUL in a text', call('a', 'one', { details: { topic: 'a\u0000' } }), 'RECORD_MALFORMED'],
    ['half a surrogate pair', call('a\ud800', 'one'), 'RECORD_MALFORMED'],
    [
      'an NPI with a wrong digit',
      customer('x', { identifiers: [{ system: 'us-npi', value: '1234567890' }] }),
      'IDENTIFIER_INVALID',
    ],
    ['an unknown currency', { ...ledger, currency: 'XYZ' }, 'CURRENCY_UNKNOWN'],
    ['half a cent', { ...ledger, amountMinor: 0.5 }, 'MONEY_INVALID'],
    ['an amount whose sums no number holds', { ...ledger, amountMinor: -(10 ** 13) - 1 }, 'MONEY_INVALID'],
    ['a day that does not exist', { ...ledger, occurredOn: '2026-02-30' }, 'TIME_INVALID'],
    [
      'a relationship with both sides',
      {
        kind: 'relationship',
        source: 's',
        sourceKey: 'k',
        customer: ledger.customer,
        teamMember: 't',
        brand: 'b',
        role: 'r',
      },
      'RECORD_MALFORMED',
    ],
    [
      'a tie that ends before it begins',
      {
        kind: 'affiliation',
        source: 's',
        sourceKey: 'k',
        customer: ledger.customer,
        other: ledger.customer,
        role: 'r',
        since: '2026-02-01',
        until: '2026-01-01',
      },
      'RECORD_MALFORMED',
    ],
  ])('for %s', (_name, record, code) => {
    expect(refusal(record).code).toBe(code);
  });

  it('with a reason that names the field', () => {
    expect(refusal(call('a', 'one', { details: { minutes: 601 } })).reason).toMatch(/^minutes: /);
    expect(refusal(call('a', 'one', { occurredAt: '2026-03-10T09:30:00' })).reason).toMatch(/^occurredAt: .*zone/);
  });

  it('when it is too large', () => {
    const lines = Array.from({ length: 200 }, () => ({
      entry: 'revenue' as const,
      amountMinor: 1,
      currency: 'EUR',
      memo: 'm'.repeat(600),
    }));
    expect(refusal(call('a', 'one', { ledger: lines })).reason).toMatch(/characters/);
  });
});
