import fc from 'fast-check';
import { decodeCursor, encodeCursor } from './keyset-cursor';

const list = 'Customer.timeline:NEWEST';
const uuid = '00000000-0000-4000-8000-00000000000a';
const invalid = expect.objectContaining({ code: 'CURSOR_INVALID' });

describe('a cursor', () => {
  it('gives back the values of its item', () => {
    fc.assert(
      fc.property(
        // PostgreSQL's text holds every character but this one.
        fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\0', '')),
        fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
        (text, number) => {
          const values = [text, String(number)];
          expect(decodeCursor(encodeCursor(list, values), list, ['text', 'bigint'])).toEqual(values);
        },
      ),
    );
  });

  it.each([
    ['timestamptz', '2026-11-21 12:00:00.123+00'],
    ['timestamptz', '0044-03-15 12:00:00+00:53:28 BC'],
    ['timestamptz', '-infinity'],
    ['date', '2026-11-21'],
    ['float8', '-1.5e-07'],
    ['float8', 'Infinity'],
    ['int', '-7'],
    ['uuid', uuid],
  ] as const)('takes a %s as PostgreSQL writes it: %s', (type, value) => {
    expect(decodeCursor(encodeCursor(list, [value]), list, [type])).toEqual([value]);
  });

  it.each([
    ['timestamptz', "now'; --"],
    ['timestamptz', '2026-11-21'],
    ['date', 'today'],
    ['float8', '0x10'],
    ['int', '1 or true'],
    ['bigint', '99999999999999999999'],
    ['uuid', 'a'],
    ['text', 'a\0b'],
  ] as const)('with something that is no %s is refused: %s', (type, value) => {
    expect(() => decodeCursor(encodeCursor(list, [value]), list, [type])).toThrow(invalid);
  });

  it('of another list, another number of terms, or none at all is refused', () => {
    expect(() => decodeCursor(encodeCursor('Query.brands:CODE', ['a']), list, ['text'])).toThrow(invalid);
    expect(() => decodeCursor(encodeCursor(list, ['a', 'b']), list, ['text'])).toThrow(invalid);
    expect(() => decodeCursor(encodeCursor(list, []), list, ['text'])).toThrow(invalid);
    for (const text of ['', '[]', '{}', 'null', '"x"', `["${list}", 1]`, 'x'.repeat(5000)]) {
      const cursor = Buffer.from(text).toString('base64url');
      expect(() => decodeCursor(cursor, list, ['text'])).toThrow(invalid);
    }
  });
});
