import { sizeOf, sizeOfData } from './size-of';

describe('the size of an answer', () => {
  it('counts characters, bytes, and the same for every other value', () => {
    expect(sizeOf('12345678', 100)).toBe(16);
    expect(sizeOf([1, null, true], 100)).toBe(32);
    expect(sizeOf({ a: Buffer.alloc(10) }, 100)).toBe(26);
  });

  it('stops counting where it is too much', () => {
    let read = 0;
    const endless = Array.from({ length: 1_000 }, () => ({
      get text() {
        read += 1;
        return 'x'.repeat(100);
      },
    }));
    expect(sizeOf(endless, 1_000)).toBeGreaterThan(1_000);
    expect(read).toBeLessThan(20);
  });

  it('takes what refers to itself for too large', () => {
    const self: Record<string, unknown> = {};
    self.self = self;
    expect(sizeOf(self, 1_000_000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is that of data only, where it must be data', () => {
    expect(sizeOfData({ at: new Date(0), text: 'x', none: undefined }, 100)).toBe(33);
    for (const [value, kind] of [
      [[() => 1], 'a function'],
      [{ deep: [Symbol('s')] }, 'a symbol'],
      [[Promise.reject(new Error('one')), Promise.reject(new Error('two'))], 'a promise'],
    ] as const) {
      expect(() => sizeOfData(value, 100)).toThrow(`it answers ${kind}`);
    }
  });
});
