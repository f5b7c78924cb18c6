import { expectClose } from '../../test/helpers/value-vectors';
import { dayMs } from './epoch';
import { type LogEntry, sumsFromLog } from './log';

const model = { timeZone: 'UTC', signals: { s: { halfLifeDays: 30 }, capped: { halfLifeDays: 30, dailyCap: 5 } } };

interface Given {
  readonly id: string;
  readonly t: number;
  readonly rec: number;
  readonly amt: number;
  readonly retracted?: number;
}

const entry = ({ id, t, rec, amt, retracted }: Given, signal = 's'): LogEntry => ({
  eventId: id,
  ordinal: 0,
  signal,
  amount: amt,
  occurredAt: t * dayMs,
  recordedAt: rec * dayMs,
  ...(retracted === undefined ? {} : { retractedAt: retracted * dayMs }),
});

describe('the log', () => {
  it('A-7: answers for any instant what was known at any other', () => {
    const log = [
      { id: 'a', t: 0, rec: 0, amt: 8 },
      { id: 'b', t: 30, rec: 70, amt: 4 },
      { id: 'c', t: 60, rec: 60, amt: 6, retracted: 80 },
      { id: 'd', t: 95, rec: 95, amt: 5 },
    ].map((given) => entry(given));
    const queries = [
      [60, 60],
      [60, 75],
      [90, 75],
      [90, 90],
      [90, 100],
      [100, 100],
    ] as const;
    const expected = [8, 10, 5, 2, 2, 6.041895];
    for (const [index, [at, known]] of queries.entries()) {
      expectClose(sumsFromLog(log, model, at * dayMs, known * dayMs).get('s'), expected[index] ?? Number.NaN);
    }
  });

  it('A-5: applies a daily cap to what is visible of the day', () => {
    const views = [1, 2, 3, 4, 5, 6, 7, 8].map((n) =>
      entry({ id: `v${n}`, t: 300 + n / 100, rec: 301, amt: 1 }, 'capped'),
    );
    const at = 300.055 * dayMs;
    expectClose(sumsFromLog(views, model, at, 400 * dayMs).get('capped'), 5 * 2 ** (-0.025 / 30), 1e-3);
    expectClose(sumsFromLog(views, model, 330.045 * dayMs, 400 * dayMs).get('capped'), 2.5, 1e-3);
  });

  it('knows nothing of signals outside the model', () => {
    const log = [entry({ id: 'x', t: 0, rec: 0, amt: 1 }, 'unknown')];
    expect(sumsFromLog(log, model, dayMs, dayMs).size).toBe(0);
  });
});
