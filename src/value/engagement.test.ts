import { daysBefore, expectClose, type VectorChannel, vectorModel, vectorNow } from '../../test/helpers/value-vectors';
import { addBuckets, bucketsOf, decayedSum, noBuckets } from './buckets';
import { dailyFactor } from './caps';
import { effectiveWeight, engagement } from './engagement';

/** Evaluates a vector through the integer state, with the contribution of each of its events. */
function evaluate(channels: Readonly<Record<string, VectorChannel>>, kappa: number) {
  const events = Object.values(channels).flatMap(({ signals }) =>
    Object.entries(signals).flatMap(([signal, { events: own }]) =>
      own.map(([id, amount, age, halfLife]) => ({
        id,
        signal,
        halfLife,
        buckets: bucketsOf(amount, daysBefore(age), halfLife),
      })),
    ),
  );
  const sums = new Map<string, number>();
  for (const signal of new Set(events.map((event) => event.signal))) {
    const own = events.filter((event) => event.signal === signal);
    const all = own.map((event) => event.buckets).reduce(addBuckets, noBuckets);
    sums.set(signal, decayedSum(all, vectorNow, own[0]?.halfLife ?? 1).amount);
  }
  const result = engagement(sums, vectorModel(channels, kappa));
  const rates = new Map(result.signals.map(({ signal, rate }) => [signal, rate]));
  const byEvent = new Map(
    events.map((event) => {
      const decayed = decayedSum(event.buckets, vectorNow, event.halfLife).amount;
      return [event.id, decayed * (rates.get(event.signal) ?? 0)];
    }),
  );
  return { ...result, byEvent, byChannel: new Map(result.channels.map((channel) => [channel.channel, channel])) };
}

function expectEvents(actual: ReadonlyMap<string, number>, expected: Readonly<Record<string, number>>): void {
  for (const [id, value] of Object.entries(expected)) expectClose(actual.get(id), value);
  expect(actual.size).toBe(Object.keys(expected).length);
}

describe('engagement', () => {
  it('A-1: decays one signal and shares the value in proportion', () => {
    const signal = {
      w: 10,
      events: [
        ['e1', 1, 0, 30],
        ['e2', 1, 30, 30],
        ['e3', 1, 60, 30],
      ],
    } as const;
    const result = evaluate({ x: { v: 1, k: 20, signals: { s: signal } } }, 0.5);
    const x = result.byChannel.get('x');
    expectClose(x?.points, 17.5);
    expectClose(x?.saturation, 0.466667);
    expectClose(x?.value, 48.275862);
    expectClose(result.depth, 0.466667);
    expectClose(result.value, 48.275862);
    expectEvents(result.byEvent, { e1: 27.586207, e2: 13.793103, e3: 6.896552 });
  });

  it('A-2: lets a complaint take away from one of three channels', () => {
    const result = evaluate(
      {
        rep: { v: 1, k: 40, signals: { 'rep.a': { w: 1, events: [['r1', 40, 0, 90]] } } },
        email: { v: 0.4, k: 20, signals: { 'email.a': { w: 1, events: [['m1', 10, 0, 30]] } } },
        web: {
          v: 0.6,
          k: 20,
          signals: {
            'web.a': {
              w: 1,
              events: [
                ['w1', 5, 0, 30],
                ['w2', -15, 0, 30],
              ],
            },
          },
        },
      },
      0.5,
    );
    const expected = { rep: [40, 0.5, 53.571429], email: [10, 0.333333, 14.285714], web: [-10, -0.333333, -21.428571] };
    for (const [channel, [points, saturation, value]] of Object.entries(expected)) {
      const actual = result.byChannel.get(channel);
      expectClose(actual?.points, points ?? Number.NaN);
      expectClose(actual?.saturation, saturation ?? Number.NaN);
      expectClose(actual?.value, value ?? Number.NaN);
    }
    expectClose(result.depth, 0.433333);
    expectClose(result.value, 46.428571);
    expectEvents(result.byEvent, { r1: 53.571429, m1: 14.285714, w1: 10.714286, w2: -32.142857 });
  });

  it('A-5: shares a daily cap equally among eight views', () => {
    const views = Array.from({ length: 8 }, (_, ordinal) => ({ eventId: 'day', ordinal, amount: 1 }));
    const factor = dailyFactor(views, 5);
    const events = views.map(({ ordinal, amount }) => [`v${ordinal}`, amount * factor, 30, 30] as const);
    const raw = views.reduce((sum, { amount }) => sum + amount / 2, 0);
    const result = evaluate({ x: { v: 1, k: 20, signals: { s: { w: 1, events } } } }, 0.5);
    const channel = result.byChannel.get('x');
    expect(factor).toBe(0.625);
    expectClose(raw, 4);
    expectClose(channel?.points, 2.5);
    expectClose((channel?.saturation ?? Number.NaN) * 100, 11.111111);
    for (const value of result.byEvent.values()) expectClose((value / result.value) * 11.111111, 1.388889);
  });

  it('A-6: holds a decayed sum of 20 at its signal cap of 12', () => {
    const s = {
      w: 1,
      cap: 12,
      events: [
        ['e1', 10, 0, 30],
        ['e2', 20, 30, 30],
      ],
    } as const;
    const u = { w: 1, events: [['e3', 8, 0, 30]] } as const;
    const result = evaluate({ x: { v: 1, k: 20, signals: { s, u } } }, 0.5);
    const channel = result.byChannel.get('x');
    expectClose(channel?.points, 20);
    expectClose(channel?.saturation, 0.5);
    expectClose(channel?.value, 50);
    expectClose(result.depth, 0.5);
    expectClose(result.value, 50);
    expectEvents(result.byEvent, { e1: 15, e2: 15, e3: 20 });
  });

  it('is nothing without evidence', () => {
    const model = vectorModel({ x: { v: 1, k: 20, signals: {} } }, 0.5);
    expect(engagement(new Map(), model)).toEqual({ value: 0, depth: 0, channels: [], signals: [] });
  });

  it('leaves signals without weight in the model aside', () => {
    const model = vectorModel({ x: { v: 1, k: 20, signals: {} } }, 0.5);
    expect(engagement(new Map([['gone.signal', 12]]), model).value).toBe(0);
  });

  it('names a channel that the model lacks', () => {
    const model = { ...vectorModel({ x: { v: 1, k: 20, signals: { s: { w: 1, events: [] } } } }, 0.5), channels: {} };
    expect(() => engagement(new Map([['s', 1]]), model)).toThrow('The value model has no channel x.');
  });

  it('earns nothing from our own effort and half from what only we report', () => {
    expect(effectiveWeight({ weight: 9, direction: 'out', verified: true })).toBe(0);
    expect(effectiveWeight({ weight: 9, direction: 'in', verified: false })).toBe(4.5);
    expect(effectiveWeight({ weight: -9, direction: 'mutual', verified: true })).toBe(-9);
  });
});
