import fc from 'fast-check';
import { type TestDatabase, testDatabase } from '../testing';
import { arrayLiteral } from './array-literal';

describe('a list as a parameter', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('arrives as the values it was made of', async () => {
    const texts = [
      'plain',
      '',
      'NULL',
      'null',
      null,
      '{a,b}',
      '"quoted"',
      'back\\slash\\"',
      'a,b',
      ' spaced ',
      "it's",
      'ü😀\n\t',
    ];
    const numbers = [1, -2, null, 9007199254740991];
    const floats = [0.1, -1e-7, 1e21];
    const flags = [true, false, null];
    const times = [new Date('2026-03-10T09:30:00.123Z'), null];
    const rows = await database.reader().query({
      text: `select $1::text[] as texts, $2::bigint[] as numbers, $3::float8[] as floats, $4::boolean[] as flags,
        $5::timestamptz[] as times, $6::text[] as none`,
      values: [texts, numbers, floats, flags, times, []],
    });
    expect(rows).toEqual([{ texts, numbers, floats, flags, times, none: [] }]);
  });

  it('arrives whatever its texts hold', async () => {
    const units = fc.constantFrom('a', '"', '\\', ',', '{', '}', ' ', '\n', '\u0001', 'ü', '😀', 'null');
    const texts = fc.array(fc.option(fc.array(units, { maxLength: 6 }).map((each) => each.join(''))), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(texts, async (list) => {
        const [row] = await database.reader().query({ text: 'select $1::text[] as list', values: [list] });
        expect(row).toEqual({ list });
      }),
      { numRuns: 100 },
    );
  });

  it('is left to the driver when its elements are not plain values', () => {
    expect(arrayLiteral([Buffer.from('a')])).toBeUndefined();
    expect(arrayLiteral([['a']])).toBeUndefined();
    expect(arrayLiteral([{ a: 1 }])).toBeUndefined();
  });
});
