import { interactionTypes, readingSchema } from '../../../../test/helpers/reading-schema';
import { type TestDatabase, testDatabase } from '../../../testing/test-database';
import { readCatalogue } from '../../catalogue/read-catalogue';
import { checkedValues, unchecked } from './column-checks';
import { readColumnFacts } from './column-facts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

/** As PostgreSQL writes the check of a column `t`. */
async function definition(column: string): Promise<string> {
  const client = await database.pool.connect();
  try {
    await client.query('begin');
    await client.query(`create table checked (t ${column})`);
    const { rows } = await client.query<{ definition: string }>(
      `select pg_get_constraintdef(oid, true) as definition from pg_constraint where conrelid = 'checked'::regclass and contype = 'c'`,
    );
    await client.query('rollback');
    return rows[0]?.definition ?? '';
  } finally {
    client.release();
  }
}

describe('what a check constraint promises', () => {
  it.each([
    ['timestamptz', `t >= '0001-01-01Z' and t < '10000-01-01Z'`],
    ['date', `t >= '0001-01-01' and t <= '9999-12-31'`],
    ['float8', `t > '-Infinity' and t < 'Infinity'`],
  ])('is the range that GraphQL shows of a %s', async (type, condition) => {
    const read = await definition(`${type} check (${condition})`);
    expect(checkedValues('t', [read])).toEqual({ oneOf: null, inRange: true });
    expect(checkedValues('other', [read])).toEqual(unchecked);
  });

  it.each([
    ['timestamptz', `t >= '0001-01-01Z'`],
    ['timestamptz', `t >= '0001-01-01Z' or t < '10000-01-01Z'`],
    ['float8', `t < 'Infinity'`],
    ['date', `t >= '0001-01-01' and t <= '10999-12-31'`],
    ['text', `t in ('a', 'it''s')`],
    ['text', `t = 'a' or t in ('b', 'c')`],
    ['text', `t <> all (array['a', 'b'])`],
  ])('is nothing where it says something else of a %s: %s', async (type, condition) => {
    expect(checkedValues('t', [await definition(`${type} check (${condition})`)])).toEqual(unchecked);
  });

  it('is a list of texts', async () => {
    const read = await definition(`text check (t in ('in', 'not_yet'))`);
    expect(checkedValues('t', [read])).toEqual({ oneOf: ['in', 'not_yet'], inRange: false });
  });

  it('is read with the other facts of the columns that the view shows', async () => {
    const facts = await readColumnFacts(readCatalogue(readingSchema({}), interactionTypes), database.reader());
    expect(facts.get('core.customer')?.get('kind')).toMatchObject({
      oneOf: ['professional', 'organization', 'consumer', 'stakeholder'],
    });
    expect(facts.get('core.interaction')?.get('occurred_at')).toMatchObject({ inRange: true });
    expect(facts.get('core.interaction')?.get('type')).toMatchObject(unchecked);
  });
});
