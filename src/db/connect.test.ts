import { RapportError } from '../sdk/errors';
import { type TestDatabase, testDatabase } from '../testing';
import { connectDatabase } from './connect';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.transaction((writer) =>
    writer.execute({ text: 'create table public.word (id int primary key, word text)' }),
  );
});
afterAll(() => database.close());
beforeEach(() => database.transaction((writer) => writer.execute({ text: 'truncate public.word' })));

const insert = (id: number, word: string) => ({
  name: 'insert-word',
  text: 'insert into public.word values ($1, $2)',
  values: [id, word],
});
const words = () =>
  database.reader().query<{ readonly word: string }>({ text: 'select word from public.word order by id' });

describe('a reader', () => {
  it('counts its own statements', async () => {
    const [one, other] = [database.reader(), database.reader()];
    await one.query({ text: 'select 1' });
    await Promise.all([one.query({ name: 'two', text: 'select 2' }), one.query({ name: 'two', text: 'select 2' })]);
    expect([one.statements, other.statements]).toEqual([3, 0]);
  });

  it('hands values over as the contract says', async () => {
    const [row] = await database.reader().query({
      text: `select 9007199254740991::bigint as big, array[1, null, 3]::bigint[] as bigs, date '2026-11-21' as day,
        array[date '2026-11-21'] as days, 0.10::numeric as exact, timestamptz '2026-11-21 10:30+01' as at,
        '{"a": [1]}'::jsonb as json, array['x', 'y'] as texts`,
    });
    expect(row).toEqual({
      big: 9007199254740991,
      bigs: [1, null, 3],
      day: '2026-11-21',
      days: ['2026-11-21'],
      exact: '0.10',
      at: new Date('2026-11-21T09:30:00Z'),
      json: { a: [1] },
      texts: ['x', 'y'],
    });
  });

  it('refuses a bigint that a number cannot hold, rather than rounding it', async () => {
    await expect(database.reader().query({ text: 'select 9007199254740993::bigint' })).rejects.toThrow(RangeError);
    expect(await database.reader().query({ text: 'select 1 as fine' })).toEqual([{ fine: 1 }]);
  });

  it('leaves faults of the statement itself as they are', async () => {
    await expect(database.reader().query({ text: 'select from nowhere' })).rejects.toMatchObject({ code: '42P01' });
  });

  it('calls a number out of range bad input, whether it was given or summed up', async () => {
    for (const text of ['select 2147483647 + $1::integer', `select '99999999999'::integer + $1::integer`]) {
      const asked = database.reader().query({ text, values: [1] });
      await expect(asked).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('too large') });
    }
  });

  it('gives a slow statement up with UNAVAILABLE', async () => {
    const hasty = await connectDatabase({
      url: database.url,
      poolSize: 1,
      statementTimeout: 100,
      onFault: () => undefined,
    });
    try {
      await expect(hasty.reader().query({ text: 'select pg_sleep(5)' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await expect(
        hasty.transaction((writer) => writer.query({ text: 'select pg_sleep(0.3)' }), { statementTimeout: 5_000 }),
      ).resolves.toHaveLength(1);
      expect(await hasty.reader().query({ text: 'select 1 as healed' })).toEqual([{ healed: 1 }]);
    } finally {
      await hasty.close();
    }
  });
});

describe('a transaction', () => {
  it('commits what its work wrote and answers what it returned', async () => {
    const written = await database.transaction(async (writer) => {
      return (await writer.execute(insert(1, 'kept'))) + (await writer.execute(insert(2, 'too')));
    });
    expect(written).toBe(2);
    expect(await words()).toEqual([{ word: 'kept' }, { word: 'too' }]);
  });

  it('rolls back when its work throws, and throws the same', async () => {
    const fault = new RapportError('CONFLICT', 'no');
    const attempt = database.transaction(async (writer) => {
      await writer.execute(insert(1, 'lost'));
      throw fault;
    });
    await expect(attempt).rejects.toBe(fault);
    expect(await words()).toEqual([]);
  });

  it('survives the loss of its connection with UNAVAILABLE, writes nothing and harms no later one', async () => {
    const attempt = database.transaction(async (writer) => {
      await writer.execute(insert(1, 'lost'));
      await writer.query({ text: 'select pg_terminate_backend(pg_backend_pid())' });
    });
    await expect(attempt).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await words()).toEqual([]);
    await database.transaction((writer) => writer.execute(insert(2, 'kept')));
    expect(await words()).toEqual([{ word: 'kept' }]);
  });

  it('whose connection is lost between two statements ends with UNAVAILABLE and writes nothing', async () => {
    const attempt = database.transaction(async (writer) => {
      await writer.execute(insert(1, 'lost'));
      const [own] = await writer.query<{ readonly pid: number }>({ text: 'select pg_backend_pid() as pid' });
      const lost = new Promise<void>((resolve) => database.pool.once('error', () => resolve()));
      const released = new Promise<void>((resolve) => database.pool.once('remove', () => resolve()));
      await database.reader().query({ text: 'select pg_terminate_backend($1)', values: [own?.pid] });
      await Promise.race([lost, released]);
    });
    await expect(attempt).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await words()).toEqual([]);
  });

  it('gives its connection back, however it ends', async () => {
    for (let round = 0; round < 20; round += 1) {
      await database.transaction((writer) => writer.execute(insert(round, 'x')));
      await database.transaction((writer) => writer.execute(insert(round, 'again'))).catch((error) => error);
    }
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });
});

describe('a database that nobody runs', () => {
  it('is UNAVAILABLE', async () => {
    const settings = {
      url: 'postgres://a:b@127.0.0.1:1/none',
      poolSize: 1,
      statementTimeout: 100,
      onFault: () => undefined,
    };
    await expect(connectDatabase(settings)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
