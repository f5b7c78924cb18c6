import { ahead } from './ahead';

async function* numbers(count: number) {
  for (let number = 0; number < count; number += 1) yield number;
}

describe('work ahead', () => {
  it('keeps the order, and starts one item before the last is taken', async () => {
    const log: string[] = [];
    const results = ahead(numbers(3), async (number) => {
      log.push(`start ${number}`);
      await new Promise((resolve) => setTimeout(resolve, 5 - number));
      return number;
    });
    for await (const result of results) log.push(`take ${result}`);
    expect(log).toEqual(['start 0', 'start 1', 'take 0', 'start 2', 'take 1', 'take 2']);
  });

  it('fails in the turn of the item that failed', async () => {
    const taken: number[] = [];
    const results = ahead(numbers(4), async (number) => {
      if (number === 1) throw new Error('the second');
      return number;
    });
    await expect(
      (async () => {
        for await (const result of results) taken.push(result);
      })(),
    ).rejects.toThrow('the second');
    expect(taken).toEqual([0]);
  });
});
