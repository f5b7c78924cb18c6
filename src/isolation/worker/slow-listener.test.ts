import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { listenSlowly } from './slow-listener';

describe('what a thread prints', () => {
  const heard: string[] = [];
  let stream: Readable;

  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
    heard.length = 0;
    stream = new Readable({ read: () => undefined, highWaterMark: 100 });
    listenSlowly(stream, (text) => void heard.push(text));
  });
  afterEach(() => jest.useRealTimers());

  const print = async (...texts: readonly string[]): Promise<void> => {
    for (const text of texts) {
      stream.push(text);
      await turn();
    }
  };

  it('is passed on without the end of its lines, and without empty ones', async () => {
    await print('one\n', '\n', 'two');
    expect(heard).toEqual(['one', 'two']);
  });

  it('is passed on up to 16 kB, and left where it is beyond them until ten seconds have gone by', async () => {
    await print('a'.repeat(15_000), 'b'.repeat(2_000), 'c'.repeat(50), 'd'.repeat(50));
    expect(heard.map((text) => `${text[0]} ${text.length}`)).toEqual(['a 15000', 'b 1000']);
    // Whoever prints is told to wait.
    expect([stream.isPaused(), stream.readableLength, stream.push('e')]).toEqual([true, 100, false]);
    jest.advanceTimersByTime(9_999);
    await turn();
    expect(heard).toHaveLength(2);
    jest.advanceTimersByTime(1);
    await turn();
    expect(heard.slice(2).join('')).toBe(`${'c'.repeat(50)}${'d'.repeat(50)}e`);
  });
});
