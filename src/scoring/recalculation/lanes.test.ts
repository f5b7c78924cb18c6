import { lanesOf } from './lanes';

const connections = (max: number, waitingCount = 0) => ({ options: { max }, waitingCount });

describe('batches under way', () => {
  it('leave connections to others: half of them, and never more than three batches', () => {
    expect([2, 3, 4, 5, 6, 20].map((max) => lanesOf(connections(max)))).toEqual([1, 1, 2, 2, 3, 3]);
  });

  it('come down to one as soon as somebody waits for a connection', () => {
    expect(lanesOf(connections(20, 1))).toBe(1);
  });
});
