import { expectClose } from '../../test/helpers/value-vectors';
import { addBuckets, bucketsOf, decayedSum, mergeBuckets, noBuckets, subtractBuckets } from './buckets';
import { dayMs } from './epoch';

const at = (day: number): number => day * dayMs;
const amountAt = (buckets: Parameters<typeof decayedSum>[0], day: number): number =>
  decayedSum(buckets, at(day), 30).amount;

describe('buckets', () => {
  const a = addBuckets(bucketsOf(3, at(100), 30), bucketsOf(4, at(145), 30));
  const b = bucketsOf(2, at(130), 30);

  it('A-3: give the same value at any instant, whatever the order of arrival', () => {
    const parts = [bucketsOf(3, at(100), 30), bucketsOf(2, at(130), 30), bucketsOf(4, at(145), 30)];
    const orders = [parts, [parts[2], parts[0], parts[1]]].map((order) =>
      order.reduce((sum, part) => addBuckets(sum ?? noBuckets, part ?? noBuckets), noBuckets),
    );
    expect(orders[0]).toEqual(orders[1]);
    for (const [day, value] of [
      [145, 6.474874],
      [160, 4.578427],
      [190, 2.289214],
    ] as const) {
      expectClose(amountAt(orders[0] ?? noBuckets, day), value);
    }
  });

  it('A-4: add up when identities merge and come apart again', () => {
    const merged = mergeBuckets(a, b);
    expectClose(amountAt(a, 160), 3.578427);
    expectClose(amountAt(b, 160), 1);
    expectClose(amountAt(merged, 160), 4.578427);
    expectClose(amountAt(subtractBuckets(merged, b), 160), 3.578427);
    expect(subtractBuckets(merged, b)).toEqual(a);
  });

  it('count events that both identities have once', () => {
    const shared = bucketsOf(2, at(130), 30);
    expect(mergeBuckets(addBuckets(a, shared), b, shared)).toEqual(addBuckets(a, b));
  });

  it('vanish with their last event', () => {
    expect(subtractBuckets(b, b).size).toBe(0);
  });

  it('count an event that happens at the very instant in full', () => {
    expectClose(amountAt(bucketsOf(7, at(145), 30), 145), 7, 1e-9);
  });

  it('count the mass of evidence beside the amount', () => {
    const sum = decayedSum(addBuckets(bucketsOf(5, at(100), 30), bucketsOf(5, at(130), 30, 0)), at(130), 30);
    expectClose(sum.amount, 7.5, 1e-9);
    expectClose(sum.mass, 0.5, 1e-9);
  });

  it('count nothing beyond the horizon of 40 epochs', () => {
    expect(amountAt(bucketsOf(1, at(0), 30), 40 * 30)).toBe(0);
    expect(amountAt(bucketsOf(1, at(0), 30), 40 * 30 - 1)).toBeGreaterThan(0);
  });
});
