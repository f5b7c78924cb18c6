import { encodeGlobalId } from '../../../shared/global-id';
import { type TestDatabase, testDatabase } from '../../../testing/test-database';
import { globalIdSql } from './global-id';

const uuids = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-4fff-bfff-ffffffffffff'];
const bigints = ['0', '7', '42', '123', '98777', '12345678', '9007199254740991', '-9223372036854775808'];
const names = ['A', 'Ab', 'Need', 'Customer', 'Relationship', 'AnotherTypeOfAPluginWithAVeryLongNameIndeed'];

describe('the id that the database writes', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase();
  });
  afterAll(() => database.close());

  it.each(names)('of a %s is the one that we make, whatever its keys', async (name) => {
    const key = (sql: string, type: string) => ({ sql, type });
    const ids = [
      globalIdSql(name, [key('b', 'bigint')]),
      globalIdSql(name, [key('u', 'uuid')]),
      globalIdSql(name, [key('b', 'bigint'), key('u', 'uuid')]),
      globalIdSql(name, [key('7::smallint', 'smallint'), key('-70000', 'integer')]),
    ];
    const rows = await database.reader().query<{ readonly b: string; readonly u: string; readonly ids: string[] }>({
      text: `select b::text, u::text, array[${ids.join(', ')}] as ids
        from unnest($1::bigint[]) b cross join unnest($2::uuid[]) u`,
      values: [bigints, uuids],
    });
    expect(rows).toHaveLength(bigints.length * uuids.length);
    for (const { b, u, ids: written } of rows) {
      const made = [[b], [u], [b, u], ['7', '-70000']].map((keys) => encodeGlobalId(name, ...keys));
      expect(written).toEqual(made);
    }
  });
});
