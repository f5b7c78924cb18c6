import { eventOf, type GivenEvent, testScoring } from '../../test/helpers/scoring-fixture';
import type { Contribution, ScoringHook } from '../sdk';
import { roundHalfEven, touchCost } from './touch-cost';

const given: GivenEvent = { id: 'e', type: 'rep.question_asked', customerId: 1, at: Date.UTC(2026, 5, 1) };
const scored = (hook: ScoringHook | undefined, more: Partial<GivenEvent> = {}) =>
  testScoring(hook).score(eventOf({ ...given, ...more }));
const answering =
  (...contributions: unknown[]): ScoringHook =>
  () =>
    contributions as Contribution[];
const asked = (amount: number): Contribution => ({ signal: 'rep.question_asked', amount });

describe('scoring one event', () => {
  it('takes what the hook says, times the number of like contacts', () => {
    const { contributions, faults } = scored(undefined, { amount: 2, count: 3 });
    expect(contributions).toEqual([
      {
        ordinal: 0,
        plugin: 'tests',
        pluginVersion: '1.0.0',
        signal: 'rep.question_asked',
        halfLifeDays: 180,
        amount: 6,
        path: 'amount',
      },
    ]);
    expect(faults).toEqual([]);
  });

  it.each([
    ['a signal nobody declares', answering({ signal: 'rep.unknown', amount: 1 }), 'SIGNAL_UNDECLARED'],
    ['an amount that is no number', answering({ signal: 'rep.question_asked', amount: '1' }), 'SCORE_INVALID'],
    ['an amount that is not finite', answering(asked(Number.NaN)), 'SCORE_INVALID'],
    ['an amount beyond the maximum', answering(asked(8.1)), 'SCORE_INVALID'],
    ['a negative amount of an unsigned signal', answering(asked(-1)), 'SCORE_INVALID'],
    ['minutes that are no size', answering({ ...asked(1), minutes: -5 }), 'SCORE_INVALID'],
    ['a path that is no text', answering({ ...asked(1), path: 7 }), 'SCORE_INVALID'],
    ['something that is no contribution', answering(null), 'SCORE_INVALID'],
    ['no list at all', () => Promise.resolve([]) as never, 'SCORE_INVALID'],
  ] satisfies [string, ScoringHook, string][])('leaves %s out and says so', (_what, hook, code) => {
    const { contributions, faults } = scored(hook);
    expect(contributions).toEqual([]);
    expect(faults).toEqual([expect.objectContaining({ plugin: 'tests', code, reason: expect.any(String) })]);
  });

  it('keeps the sound ones beside a faulty one', () => {
    const { contributions, faults } = scored(answering(asked(99), asked(1)));
    expect(contributions.map(({ ordinal, amount }) => [ordinal, amount])).toEqual([[1, 1]]);
    expect(faults).toHaveLength(1);
  });

  it('counts 16 contributions and no more', () => {
    const { contributions, faults } = scored(answering(...Array.from({ length: 20 }, () => asked(1))));
    expect(contributions).toHaveLength(16);
    expect(faults.map(({ reason }) => reason)).toEqual(['20 contributions for one event; only the first 16 count']);
  });

  it('says the same when it is asked twice, in another order, and at another time', () => {
    const scoring = testScoring();
    const events = ['rep.visit_held', 'email.opened', 'web.enquiry'].map((type, index) =>
      eventOf({ ...given, id: `e${index}`, type, amount: index + 1 }),
    );
    const first = events.map((event) => scoring.score(event).contributions);
    jest.useFakeTimers({ now: Date.UTC(2040, 0, 1) });
    const second = events.toReversed().map((event) => scoring.score(event).contributions);
    jest.useRealTimers();
    expect(second.toReversed()).toEqual(first);
  });

  it('survives a hook that throws', () => {
    const { contributions, faults } = scored(() => {
      throw new Error('no such key');
    });
    expect(contributions).toEqual([]);
    expect(faults).toEqual([expect.objectContaining({ code: 'SCORE_INVALID', reason: 'the hook threw: no such key' })]);
  });

  it('lets no hook change the event', () => {
    const event = eventOf(given);
    const { faults } = testScoring(({ details }) => {
      (details as { amount: number }).amount = 8;
      return [];
    }).score(event);
    expect(event.event.details).toEqual({ amount: 1 });
    expect(faults).toHaveLength(1);
  });

  it('scores nothing for a type that nobody declares', () => {
    expect(scored(undefined, { type: 'gone.type' })).toMatchObject({
      contributions: [],
      evidence: [],
      faults: [],
      touchCost: null,
    });
  });

  it('refuses a count that no bucket can hold', () => {
    expect(scored(answering(asked(8)), { count: 2 ** 30 }).faults).toHaveLength(1);
  });

  it('passes over an amount of zero but keeps its evidence', () => {
    const zero = answering({ ...asked(0), adoption: { evidence: 'rep.discussed', brand: 'BETA' } });
    const { contributions, evidence } = scored(zero);
    expect(contributions).toEqual([]);
    expect(evidence).toEqual([
      { ordinal: 0, evidence: 'rep.discussed', brandId: 2, stage: 1, points: 2, confirming: true },
    ]);
  });

  it('reports evidence that is not declared, and brands that are not known', () => {
    const evidence = (name: string, brand: string) => ({ ...asked(1), adoption: { evidence: name, brand } });
    const { contributions, faults } = scored(
      answering(evidence('rep.invented', 'BETA'), evidence('rep.discussed', 'GAMMA')),
    );
    expect(contributions).toHaveLength(2);
    expect(faults.map(({ code }) => code)).toEqual(['ADOPTION_UNDECLARED', 'SCORE_INVALID']);
  });
});

describe('what a touch costs', () => {
  it('is fixed, by the minute and by the unit', () => {
    expect(scored(undefined, { type: 'rep.visit_held', details: { minutes: 40 } }).touchCost).toEqual({
      amountMinor: 15_800,
      currency: 'EUR',
    });
    expect(scored(undefined, { type: 'conf.attended', details: { hours: 6 } }).touchCost).toEqual({
      amountMinor: 41_000,
      currency: 'EUR',
    });
    expect(scored(undefined, { type: 'email.sent', count: 3 }).touchCost).toEqual({
      amountMinor: 105,
      currency: 'EUR',
    });
    expect(scored(undefined).touchCost).toBeNull();
  });

  it('is rounded half to even', () => {
    expect([0.5, 1.5, 2.5, -0.5, 2.4, 2.6].map(roundHalfEven)).toEqual([0, 2, 2, 0, 2, 3]);
    const rate = { currency: 'EUR', fixed: 0, perMinute: 5, perUnit: 0 };
    expect(touchCost(rate, [{ signal: 's', amount: 1, minutes: 0.5 }], 1).amountMinor).toBe(2);
  });
});
