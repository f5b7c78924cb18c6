import { execute, parse } from 'graphql';
import { openReading, type Reading, storeCustomers } from '../../../test/helpers/reading';
import type { Statement } from '../../sdk';
import { encodeGlobalId } from '../../shared/global-id';

let reading: Reading;
let id: number;

beforeAll(async () => {
  reading = await openReading();
  [id = 0] = await storeCustomers(reading, [{ name: 'Before' }]);
});

afterAll(() => reading.database.close());

async function rename(name: string): Promise<object> {
  await reading.database.transaction((writer) =>
    writer.execute({ text: 'update core.customer set display_name = $1 where id = $2', values: [name, id] }),
  );
  return { customer_id: id, key: { id, display_name: name } };
}

/** Runs an operation whose root resolvers stand in the root value, as those of resolver classes stand in the schema. */
async function run(source: string, rootValue: object): Promise<unknown> {
  const contextValue = reading.contextFor([]);
  const { data, errors } = await execute({ schema: reading.schema, document: parse(source), contextValue, rootValue });
  expect(errors).toBeUndefined();
  return JSON.parse(JSON.stringify(data));
}

describe('a mutation', () => {
  it('reads what it wrote, even when an earlier one of the operation loaded the same row', async () => {
    const data = await run(
      `mutation { first: rename(id: 1, name: "One") { customer { displayName } key { displayName } }
        second: rename(id: 1, name: "Two") { customer { displayName } key { displayName } } }`,
      { rename: ({ name }: { name: string }) => rename(name) },
    );
    expect(data).toEqual({
      first: { customer: { displayName: 'One' }, key: { displayName: 'One' } },
      second: { customer: { displayName: 'Two' }, key: { displayName: 'Two' } },
    });
  });
});

describe('a subscription', () => {
  it('reads afresh for every event, though all events share one context', async () => {
    const contextValue = reading.contextFor([]);
    const document = parse('subscription { renamed { customer { displayName } } }');
    const names: unknown[] = [];
    for (const name of ['Three', 'Four']) {
      const rootValue = { renamed: await rename(name) };
      const { data } = await execute({ schema: reading.schema, document, contextValue, rootValue });
      names.push(JSON.parse(JSON.stringify(data)).renamed.customer.displayName);
    }
    expect(names).toEqual(['Three', 'Four']);
  });
});

describe('a resolver', () => {
  it('may answer rows by column names, at once or later, one or many', async () => {
    const data = await run('{ version pick { displayName } rows { id displayName } }', {
      version: '1',
      pick: { id: 6, display_name: 'Six' },
      rows: async () => [
        { id: 7, display_name: 'Seven' },
        { id: 8, display_name: 'Eight' },
      ],
    });
    expect(data).toEqual({
      version: '1',
      pick: { displayName: 'Six' },
      rows: [
        { id: encodeGlobalId('Customer', 7), displayName: 'Seven' },
        { id: encodeGlobalId('Customer', 8), displayName: 'Eight' },
      ],
    });
  });
});

describe('an id', () => {
  const encode = (text: string): string => Buffer.from(text).toString('base64url');

  it.each([
    ['of nothing', 'nonsense'],
    ['that is empty', ''],
    ['of a type without a table', encode('PageInfo:1')],
    ['of another type', encode('Brand:1')],
    ['with too few keys', encode('Interaction:1')],
    ['with too many keys', encode('Customer:1:2')],
    ['whose key is no number', encode("Customer:1' or true")],
    ['whose key is past all numbers', encode('Customer:99999999999999999999')],
    ['written in another way', encode('Customer:01')],
    ['with padding', `${encode('Customer:1')}=`],
  ])('%s is refused and never reaches the database', async (_, value) => {
    const { errors, statements } = await reading.ask('query ($id: ID!) { customer(id: $id) { id } }', { id: value });
    expect(errors.map(({ code }) => code)).toEqual(['ID_INVALID']);
    expect(statements).toEqual([]);
  });

  it('that is larger than the key’s column can hold names nothing', async () => {
    const ids = [encode('Brand:9007199254740991'), encode('Customer:9007199254740991')];
    const { data, errors } = await reading.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(errors).toEqual([]);
    expect(data?.nodes).toEqual([null, null]);
  });

  it('that is not valid spoils only its own place among several', async () => {
    const ids = [encodeGlobalId('Customer', id), 'nonsense'];
    const { data, errors } = await reading.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(data?.nodes).toEqual([{ id: ids[0] }, null]);
    expect(errors.map(({ code, path }) => [code, path])).toEqual([['ID_INVALID', 'nodes.1']]);
  });

  it('may come with at most 199 others', async () => {
    const ids = Array.from({ length: 201 }, (_, index) => encodeGlobalId('Customer', index));
    const { errors } = await reading.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });
    expect(errors.map(({ code }) => code)).toEqual(['PAGE_TOO_LARGE']);
  });
});

describe('a list', () => {
  it('with more items than its declaration allows is an error, never cut', async () => {
    const values = ['a', 'b', 'c', 'd'].map((value) => `('s', '${value}', ${id}, now())`).join(', ');
    await reading.database.transaction((writer) =>
      writer.execute({
        text: `insert into core.customer_identifier (system, value, customer_id, recorded_at) values ${values}`,
      }),
    );
    const { errors } = await reading.ask('query ($id: ID!) { customer(id: $id) { identifiers { value } } }', {
      id: encodeGlobalId('Customer', id),
    });
    expect(errors).toMatchObject([{ code: 'INTERNAL', message: expect.stringContaining('Customer.identifiers') }]);
  });
});

it('a statement that the database refuses is an error of each field that needed it', async () => {
  const contextValue = reading.contextFor([]);
  const failing = { query: (_statement: Statement) => Promise.reject(new Error('gone')) };
  const { data, errors } = await execute({
    schema: reading.schema,
    document: parse('{ a: customers { totalCount } b: brands { totalCount } }'),
    contextValue: { ...contextValue, reader: failing },
  });
  expect(data).toBeNull();
  expect(errors?.map(({ message }) => message)).toEqual(['gone']);
});

it('a fault in an item of a list leaves no rejection behind that nobody hears of', async () => {
  const [territory] = await reading.database.transaction((writer) =>
    writer.query<{ id: number }>({ text: `insert into core.territory (code, name) values ('T', 'T') returning id` }),
  );
  // The first item waits for its territory when the second, which has none, meets its fault.
  await storeCustomers(reading, [{ name: 'A', territory: territory?.id ?? null }, { name: 'B' }]);
  const { errors } = await reading.ask(
    '{ customers { nodes { territory { name } timeline(first: 201) { nodes { id } } } } }',
  );
  await new Promise((resolve) => setImmediate(resolve));
  expect(errors.map(({ code }) => code)).toEqual(['PAGE_TOO_LARGE']);
});
