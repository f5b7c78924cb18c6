import { fixedClock } from '../shared/clock';
import { createRefresher } from './refresher';

const clock = fixedClock(new Date('2026-11-21T12:00:00Z'));

/** A refresher over so many outdated customers; what it computes is counted per transaction. */
function refresherOver(outdated: number, fault?: Error) {
  let left = outdated;
  const computed: number[] = [];
  const faults: unknown[] = [];
  const writer = {
    query: async ({ values }: { values: readonly unknown[] }) => {
      if (fault !== undefined) throw fault;
      const taken = Math.min(left, Number(values[0]));
      left -= taken;
      return Array.from({ length: taken }, (_, id) => ({ id }));
    },
  };
  const services = {
    clock,
    database: { transaction: (work: (given: never) => Promise<unknown>) => work(writer as never) },
    scoring: { refresh: async (_: unknown, ids: readonly number[]) => void computed.push(ids.length) },
  };
  const refresher = createRefresher(services as never, { onFault: (error) => faults.push(error) });
  return { refresher, computed, faults };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('the refresher of values', () => {
  it('computes once for many calls, when they fall silent', async () => {
    const { refresher, computed } = refresherOver(3);
    for (let call = 0; call < 5; call += 1) {
      refresher.wake();
      await jest.advanceTimersByTimeAsync(900);
    }
    expect(computed).toEqual([]);
    await jest.advanceTimersByTimeAsync(100);
    expect(computed).toEqual([3]);
  });

  it('does not wait longer than ten seconds for silence', async () => {
    const { refresher, computed } = refresherOver(3);
    for (let call = 0; call < 12; call += 1) {
      refresher.wake();
      await jest.advanceTimersByTimeAsync(900);
    }
    expect(computed).toEqual([3]);
  });

  it('goes on in small transactions until nothing is left', async () => {
    const { refresher, computed } = refresherOver(600);
    refresher.wake();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(computed).toEqual([250, 250, 100]);
  });

  it('tells of a failure and tries again at the next call', async () => {
    const fault = new Error('gone');
    const { refresher, faults } = refresherOver(1, fault);
    for (const count of [1, 2]) {
      refresher.wake();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(faults).toEqual(Array(count).fill(fault));
    }
  });

  it('begins nothing once it is closed', async () => {
    const { refresher, computed } = refresherOver(3);
    refresher.wake();
    await refresher.close();
    refresher.wake();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(computed).toEqual([]);
  });
});
