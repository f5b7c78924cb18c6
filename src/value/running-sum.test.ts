import { expectClose } from '../../test/helpers/value-vectors';
import { dayMs } from './epoch';
import { addRunningSums, emptySum, runningSumAt, runningSumOf, subtractRunningSums } from './running-sum';

const of = (day: number, amount: number) => runningSumOf(amount, day * dayMs, 30);
const at = (sum: ReturnType<typeof of>, day: number) => runningSumAt(sum, day * dayMs, 30);

describe('the running sum', () => {
  const events = [of(100, 3), of(130, 2), of(145, 4)] as const;

  it('A-3: holds the published state after any order of arrival', () => {
    for (const order of [events, [events[2], events[0], events[1]]]) {
      const sum = order.reduce(addRunningSums, emptySum);
      expect(sum.epoch).toBe(4);
      expectClose(sum.mass, 11.536913);
      for (const [day, value] of [
        [145, 6.474874],
        [160, 4.578427],
        [190, 2.289214],
      ] as const) {
        expectClose(at(sum, day), value);
      }
    }
  });

  it('A-4: merges and comes apart again', () => {
    const a = addRunningSums(events[0], events[2]);
    const merged = addRunningSums(a, events[1]);
    expectClose(at(a, 160), 3.578427);
    expectClose(at(events[1], 160), 1);
    expectClose(at(merged, 160), 4.578427);
    expectClose(at(subtractRunningSums(merged, events[1]), 160), 3.578427);
  });

  it('is nothing before the first event', () => {
    expect(addRunningSums(emptySum, emptySum)).toEqual(emptySum);
    expect(at(emptySum, 100)).toBe(0);
  });
});
