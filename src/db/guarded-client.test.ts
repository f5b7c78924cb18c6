import { createTestDatabase } from '../testing';
import { GuardedClient } from './guarded-client';

const silence = 400;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let client: GuardedClient;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  client = new GuardedClient({ connectionString: database.url, silence, pipeline: true } as object);
  await client.connect();
});
afterEach(() => client.end());

const sleep = (seconds: number) => client.query('select pg_sleep($1)', [seconds]);

it('gives up what is under way on a server that says nothing, and what lies behind it', async () => {
  const both = [sleep(60), client.query('select 1')];
  const told = await Promise.allSettled(both);
  const fault = expect.objectContaining({ message: 'Query read timeout' });
  expect(told).toEqual([
    { status: 'rejected', reason: fault },
    { status: 'rejected', reason: fault },
  ]);
});

it('leaves alone a connection on which nothing is under way', async () => {
  await new Promise((resolve) => setTimeout(resolve, 2 * silence));
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

it('takes no offence at statements that are long together and answered one by one', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => sleep(silence / 5_000)));
  expect(answers).toHaveLength(10);
});

it('waits longer where a transaction says so, until its end', async () => {
  await client.query('begin');
  client.allow(60_000);
  await sleep((2 * silence) / 1_000);
  await client.query('commit');
  await expect(sleep(60)).rejects.toThrow('Query read timeout');
});
