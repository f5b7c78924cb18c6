import { lanesOf } from './lanes';

const connections = (max: number, waitingCount = 0) => ({ options: { max }, waitingCount });

describe('batches under way', () => {
  it('leave connections to others: half of them, and never more than three batches', () => {
    expect([2, 3, 4, 5, 6, 20].map((max) => lanesOf(connections(max), 0))).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('come down to one as soon as somebody else waits for a connection', () => {
    expect(lanesOf(connections(20, 1), 0)).toBe(1);
    expect(lanesOf(connections(20, 2), 1)).toBe(1);
    expect(lanesOf(connections(20, 2), 2)).toBe(3);
  });
});
