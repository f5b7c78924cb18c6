import { fellBehind, NewsQueue } from './news-queue';

describe('the queue of one subscriber', () => {
  it('hands over what was pushed before and after it was asked', async () => {
    const queue = new NewsQueue<number>(() => undefined);
    queue.push(1);
    const first = await queue.next();
    const second = queue.next();
    queue.push(2);

    expect([first.value, (await second).value]).toEqual([1, 2]);
  });

  it('says once that it fell behind, then ends', async () => {
    const closed = jest.fn();
    const queue = new NewsQueue<number>(closed, 2);
    for (const item of [1, 2, 3, 4]) queue.push(item);

    expect([await queue.next(), await queue.next(), await queue.next()]).toEqual([
      { done: false, value: fellBehind },
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('lets go of those who wait when the subscriber leaves', async () => {
    const closed = jest.fn();
    const queue = new NewsQueue<number>(closed);
    const waiting = queue.next();
    await queue.return();
    queue.push(1);

    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await queue.next()).toEqual({ done: true, value: undefined });
    expect(closed).toHaveBeenCalledTimes(1);
  });
});
