import { randomUUID } from 'node:crypto';
import { type TestDatabase, testDatabase } from '../testing';
import { binaryArray, listTypes } from './binary-array';

describe('a list in the binary form', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it('arrives as the values it was made of', async () => {
    const ids = [randomUUID(), null, '00000000-0000-0000-0000-000000000000', randomUUID()];
    const times = [
      new Date('2026-03-10T09:30:00.123Z'),
      null,
      new Date('1999-12-31T23:59:59.999Z'),
      new Date('1970-01-01T00:00:00.000Z'),
      new Date('1752-09-14T00:00:00.001Z'),
      new Date('2247-01-01T12:00:00.007Z'),
    ];
    const floats = [0.1, null, -1e-7, 1e21, 0, Number.MIN_VALUE];
    expect([binaryArray('uuid', ids), binaryArray('timestamptz', times), binaryArray('float8', floats)]).toEqual([
      expect.any(Buffer),
      expect.any(Buffer),
      expect.any(Buffer),
    ]);
    const rows = await database.reader().query({
      text: 'select $1::uuid[] as ids, $2::timestamptz[] as times, $3::float8[] as floats',
      values: [ids, times, floats],
    });
    expect(rows).toEqual([{ ids, times, floats }]);
  });

  it('goes as text when an element is written in another way, with the same meaning', async () => {
    const id = randomUUID();
    const others = [id.toUpperCase(), `{${id}}`, id.replaceAll('-', '')];
    const distant = [new Date('9999-12-31T23:59:59.999Z')];
    const written = ['2026-03-10T10:30:00+01:00'];
    expect(binaryArray('uuid', others)).toBeUndefined();
    expect(binaryArray('timestamptz', distant)).toBeUndefined();
    expect(binaryArray('timestamptz', written)).toBeUndefined();
    const rows = await database.reader().query({
      text: 'select $1::uuid[] as ids, $2::timestamptz[] as distant, $3::timestamptz[] as written',
      values: [others, distant, written],
    });
    expect(rows).toEqual([{ ids: [id, id, id], distant, written: [new Date('2026-03-10T09:30:00Z')] }]);
  });

  it('is refused by the server when it is no uuid, as ever', async () => {
    const wrong = ['zzzzzzzz-zzzz-zzzz-zzzz-zzzzzzzzzzzz', randomUUID().replaceAll('-', '_')];
    for (const id of wrong) {
      expect(binaryArray('uuid', [id])).toBeUndefined();
      await expect(database.reader().query({ text: 'select $1::uuid[] as ids', values: [[id]] })).rejects.toMatchObject(
        { code: '22P02' },
      );
    }
  });

  it('is left to the text form for other types and for none', () => {
    expect(binaryArray('text', ['a'])).toBeUndefined();
    expect(binaryArray('uuid', [])).toBeUndefined();
  });

  it('knows its type from the cast of its parameter', () => {
    const types = listTypes('select $2::uuid[], $10::timestamptz[], $1::text[]::uuid[], $3::bigint');
    expect(Object.fromEntries(types)).toEqual({ 0: 'text', 1: 'uuid', 9: 'timestamptz' });
  });
});
