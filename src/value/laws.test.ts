import fc from 'fast-check';
import { addBuckets, bucketsOf, decayedSum, mergeBuckets, noBuckets, subtractBuckets } from './buckets';
import { type Engagement, type EngagementModel, engagement } from './engagement';
import { dayMs } from './epoch';
import { bucketsFromLog, type LogEntry, sumsFromLog } from './log';

const now = 20_000 * dayMs;
const signalIds = ['a.one', 'a.two', 'b.one', 'c.one'] as const;
const halfLives = { 'a.one': 30, 'a.two': 90, 'b.one': 7, 'c.one': 365 } as const;

const positive = (max: number) => fc.double({ min: 0.01, max, noNaN: true });

const model: fc.Arbitrary<EngagementModel & { timeZone: string; signals: Record<string, { halfLifeDays: number }> }> =
  fc
    .record({
      kappas: fc.tuple(positive(100), positive(100), positive(100)),
      weights: fc.tuple(...signalIds.map(() => fc.double({ min: -30, max: 30, noNaN: true }))),
      caps: fc.tuple(...signalIds.map(() => fc.option(positive(20), { nil: undefined }))),
      dailyCaps: fc.tuple(...signalIds.map(() => fc.option(positive(10), { nil: undefined }))),
      kappa: positive(2),
    })
    .map(({ kappas, weights, caps, dailyCaps, kappa }) => ({
      timeZone: 'UTC',
      engagement: { kappa },
      channels: Object.fromEntries(['a', 'b', 'c'].map((id, i) => [id, { depth: 0.5 + i / 4, kappa: kappas[i] ?? 1 }])),
      signals: Object.fromEntries(
        signalIds.map((id, i) => {
          const fixed = {
            channel: id.charAt(0),
            direction: 'in',
            verified: true,
            halfLifeDays: halfLives[id],
          } as const;
          return [id, { ...fixed, weight: weights[i] ?? 0, cap: caps[i], dailyCap: dailyCaps[i] }];
        }),
      ),
    }));

const entry: fc.Arbitrary<Omit<LogEntry, 'eventId'>> = fc.record({
  ordinal: fc.constant(0),
  signal: fc.constantFrom(...signalIds),
  amount: fc.double({ min: -20, max: 20, noNaN: true }),
  occurredAt: fc.integer({ min: now - 900 * dayMs, max: now + 2 * dayMs }),
  recordedAt: fc.integer({ min: now - 900 * dayMs, max: now }),
});

const logOf = (entries: readonly Omit<LogEntry, 'eventId'>[]): LogEntry[] =>
  entries.map((item, index) => ({ ...item, eventId: `e${String(index).padStart(3, '0')}` }));
const log = fc.array(entry, { maxLength: 40 }).map(logOf);

const total = ({ signals }: Engagement): number => signals.reduce((sum, { value }) => sum + value, 0);
const size = ({ signals }: Engagement): number => signals.reduce((sum, { value }) => sum + Math.abs(value), 0);

function expectSame(actual: number, expected: number, scale = 1): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected), scale));
}

describe('the laws of engagement', () => {
  it('contributions add up to the value, by signal and by channel, with caps and negative evidence', () => {
    fc.assert(
      fc.property(model, log, (given, entries) => {
        const result = engagement(sumsFromLog(entries, given, now, now), given);
        expectSame(total(result), result.value, size(result));
        const channels = result.channels.reduce((sum, { value }) => sum + value, 0);
        expectSame(channels, result.value, size(result));
        for (const share of result.signals) expectSame(share.rate * share.sum, share.value, size(result));
      }),
      { numRuns: 300 },
    );
  });

  it('contributions of events add up to that of their signal', () => {
    fc.assert(
      fc.property(log, (entries) => {
        const past = entries.filter(({ occurredAt }) => occurredAt <= now);
        const parts = past.map(({ amount, occurredAt }) => bucketsOf(amount, occurredAt, 30));
        const whole = decayedSum(parts.reduce(addBuckets, noBuckets), now, 30).amount;
        expectSame(
          parts.reduce((sum, part) => sum + decayedSum(part, now, 30).amount, 0),
          whole,
          20 * parts.length,
        );
      }),
    );
  });

  it('any order of arrival ends in the same state, bit for bit', () => {
    const shuffled = log.chain((entries) =>
      fc.tuple(fc.constant(entries), fc.shuffledSubarray(entries, { minLength: entries.length })),
    );
    fc.assert(
      fc.property(model, shuffled, (given, [entries, others]) => {
        for (const signal of signalIds) {
          const own = (list: readonly LogEntry[]) => list.filter((item) => item.signal === signal);
          expect(bucketsFromLog(signal, own(entries), given)).toEqual(bucketsFromLog(signal, own(others), given));
        }
      }),
    );
  });

  it('what is taken out again leaves the state of never having been seen', () => {
    fc.assert(
      fc.property(log, log, (kept, erased) => {
        const state = (entries: readonly LogEntry[]) =>
          entries.map(({ amount, occurredAt }) => bucketsOf(amount, occurredAt, 90)).reduce(addBuckets, noBuckets);
        expect(subtractBuckets(addBuckets(state(kept), state(erased)), state(erased))).toEqual(state(kept));
      }),
    );
  });

  it('identities that merge have the state of the union, and come apart again as they were', () => {
    fc.assert(
      fc.property(log, log, model, (one, other, tree) => {
        const shared = one.slice(0, 3);
        const [left, right] = [one, [...shared, ...other.map((entry) => ({ ...entry, eventId: `o${entry.eventId}` }))]];
        for (const signal of signalIds) {
          // Days of capped signals are counted anew on a merge, because the union shares their caps.
          const declared: object = tree.signals[signal] ?? {};
          if (Reflect.get(declared, 'dailyCap') !== undefined) continue;
          const of = (entries: readonly LogEntry[]) =>
            bucketsFromLog(
              signal,
              entries.filter((entry) => entry.signal === signal),
              tree,
            );
          const merged = mergeBuckets(of(left), of(right), of(shared));
          expect(merged).toEqual(of([...left, ...right.slice(shared.length)]));
          expect(subtractBuckets(addBuckets(merged, of(shared)), of(right))).toEqual(of(left));
        }
      }),
    );
  });

  it('splitting an event in two changes no other contribution', () => {
    fc.assert(
      fc.property(model, entry, log, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (given, one, rest, share) => {
        const first: LogEntry = { ...one, eventId: 'split' };
        const entries = [first, ...rest];
        const uncapped = { ...given, signals: withoutDailyCaps(given.signals) };
        const parts = [first.amount * share, first.amount * (1 - share)].map((amount, ordinal) => ({
          ...first,
          amount,
          ordinal,
        }));
        const before = engagement(sumsFromLog(entries, uncapped, now, now), uncapped);
        const after = engagement(sumsFromLog([...parts, ...rest], uncapped, now, now), uncapped);
        for (const [index, signal] of before.signals.entries()) {
          expect(Math.abs(signal.value - (after.signals[index]?.value ?? Number.NaN))).toBeLessThan(1e-5);
        }
      }),
    );
  });

  it('more of a signal never works against the sign of its weight', () => {
    fc.assert(
      fc.property(model, log, fc.constantFrom(...signalIds), positive(10), (given, entries, signal, more) => {
        const sums = sumsFromLog(entries, given, now, now);
        const increased = new Map(sums).set(signal, (sums.get(signal) ?? 0) + more);
        const change = engagement(increased, given).value - engagement(sums, given).value;
        expect(change * (given.signals[signal]?.weight ?? 0)).toBeGreaterThanOrEqual(-1e-9);
      }),
    );
  });

  it('stays strictly between -100 and 100', () => {
    fc.assert(
      fc.property(model, log, (given, entries) => {
        expect(Math.abs(engagement(sumsFromLog(entries, given, now, now), given).value)).toBeLessThan(100);
      }),
    );
  });

  it('is nothing without evidence, and stays as it is when only the future holds some', () => {
    fc.assert(
      fc.property(model, log, (given, entries) => {
        const future = entries.map((item) => ({ ...item, occurredAt: now + 1 + Math.abs(item.occurredAt % dayMs) }));
        expect(engagement(sumsFromLog([], given, now, now), given).value).toBe(0);
        expect(engagement(sumsFromLog(future, given, now, now), given).value).toBe(0);
      }),
    );
  });
});

function withoutDailyCaps<Signal extends object>(signals: Readonly<Record<string, Signal>>): Record<string, Signal> {
  return Object.fromEntries(Object.entries(signals).map(([id, signal]) => [id, { ...signal, dailyCap: undefined }]));
}
