import { neverEnded, withinReason } from './endless';
import { readableTimes, readTooMuch, sizeOf } from './reads';

describe('code that does not end', () => {
  it('is stopped, and leaves the clock as it was', () => {
    const { Date: clock } = globalThis;
    const stopped = withinReason(() => {
      globalThis.Date = class extends clock {} as DateConstructor;
      let turns = 0;
      while (turns >= 0) turns = (turns + 1) % 1_000;
    }, 50);
    expect(stopped).toBe(neverEnded);
    expect(globalThis.Date).toBe(clock);
  });

  it('is started again where it had no work to do, as on a machine that is busy with others', () => {
    let starts = 0;
    const waitsOnce = (): number => {
      starts += 1;
      if (starts === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
      return starts;
    };
    expect(withinReason(waitsOnce, 200)).toBe(2);
  });

  it('may answer and throw as it likes where it does end', () => {
    expect(withinReason(() => 7, 1_000)).toBe(7);
    expect(() => withinReason(() => JSON.parse('{'), 1_000)).toThrow(SyntaxError);
  });
});

describe('a value whose reads are counted', () => {
  const topics = Array.from({ length: 50 }, (_, number) => ({ code: `T${number}` }));

  it('reads like the value itself', () => {
    const watched = readableTimes({ topics }, 10_000);
    expect(Array.isArray(watched.topics)).toBe(true);
    expect(JSON.stringify(watched)).toBe(JSON.stringify({ topics }));
    expect(watched.topics.map(({ code }) => code)).toEqual(topics.map(({ code }) => code));
  });

  it('lets nobody read it more often than allowed, nor change it', () => {
    expect(sizeOf({ topics })).toBe(102);
    const watched = readableTimes({ topics }, 500);
    const pairs = () => watched.topics.map(({ code }) => watched.topics.findIndex((other) => other.code === code));
    expect(thrownBy(pairs)).toBe(readTooMuch);
    expect(() => Object.assign(readableTimes({ pages: 1 }, 9), { pages: 2 })).toThrow(TypeError);
  });
});

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (thrown) {
    return thrown;
  }
}
