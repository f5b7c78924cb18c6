import { SeenIds } from './seen-ids';

describe('ids that have been told', () => {
  it('are remembered one by one, because a lower one may be committed later', () => {
    const seen = new SeenIds(10);
    seen.add(13);

    expect([seen.has(13), seen.has(12), seen.floor]).toEqual([true, false, 10]);
  });

  it('raise the floor when there are too many to remember', () => {
    const seen = new SeenIds(0, 2);
    for (const id of [2, 1, 3, 4]) seen.add(id);

    expect([seen.floor, seen.recent()]).toEqual([2, [3, 4]]);
  });
});
