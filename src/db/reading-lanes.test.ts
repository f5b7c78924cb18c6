import { createTestDatabase } from '../testing';
import { connectDatabase } from './connect';
import type { Database } from './database';
import { ReadingLanes } from './reading-lanes';

jest.setTimeout(60_000);

let stored: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;

beforeAll(async () => {
  stored = await createTestDatabase();
  database = await connectDatabase({
    ...{ url: stored.url, poolSize: 2, statementTimeout: 600_000, onFault: () => undefined },
  });
  // Known as quick from now on.
  for (const _ of [1, 2, 3]) await backend();
});
afterAll(async () => {
  await database.close();
  await stored.drop();
});

/** A quick statement; answers the process of the server that runs it. */
const backend = async (): Promise<number> => {
  const statement = { name: 'backend', text: 'select pg_backend_pid() as pid' };
  const [row] = await database.reader().query<{ readonly pid: number }>(statement);
  return row?.pid ?? 0;
};
const held = `select pg_advisory_lock_shared(7), pg_advisory_unlock_shared(7)`;

/** Holds every statement `held` up until `release` is called. */
async function holdUp(): Promise<{ release(): Promise<void> }> {
  const holder = await connectDatabase({
    ...{ url: stored.url, poolSize: 1, statementTimeout: 600_000, onFault: () => undefined },
  });
  const client = await holder.pool.connect();
  await client.query('select pg_advisory_lock(7)');
  return {
    release: async () => {
      client.release();
      await holder.close();
    },
  };
}

describe('reading through the connections of a pool', () => {
  it('answers each of many statements its own', async () => {
    const numbers = Array.from({ length: 300 }, (_, index) => index);
    const answers = await Promise.all(
      numbers.map((number) =>
        database
          .reader()
          .query({ name: `${number % 7}`, text: `select ${number % 7}, $1::int as n`, values: [number] }),
      ),
    );
    expect(answers.map(([row]) => (row as { readonly n: number }).n)).toEqual(numbers);
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });

  it('keeps no statement behind one that takes its time', async () => {
    const { release } = await holdUp();
    const slow = database.reader().query({ text: held });
    try {
      const pids = await Promise.all(Array.from({ length: 50 }, backend));
      expect(new Set(pids).size).toBe(1);
    } finally {
      await release();
    }
    await expect(slow).resolves.toHaveLength(1);
  });

  it('lets a transaction have its turn while statements keep coming', async () => {
    let committed = false;
    let read = 0;
    const readOn = async (): Promise<void> => {
      while (!committed) {
        await backend();
        read += 1;
      }
    };
    const readers = Array.from({ length: 12 }, readOn);
    await Promise.all(
      [1, 2, 3].map(() => database.transaction((writer) => writer.query({ text: 'select pg_backend_pid()' }))),
    );
    committed = true;
    await Promise.all(readers);
    expect(read).toBeGreaterThan(0);
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });

  it('counts those who wait, for themselves or to read', async () => {
    const reading = Array.from({ length: 20 }, backend);
    const writing = [1, 2, 3].map(() => database.transaction((writer) => writer.query({ text: 'select 1' })));
    expect(database.connections.waitingCount).toBeGreaterThanOrEqual(20);
    await Promise.all([...reading, ...writing]);
    expect(database.connections).toMatchObject({ waitingCount: 0, idleCount: database.pool.totalCount });
  });

  it('fails a statement alone, and keeps its connection', async () => {
    const before = new Set(await Promise.all(Array.from({ length: 40 }, backend)));
    const faulty = () => database.reader().query({ name: 'faulty', text: 'select 1 / $1::int as n', values: [0] });
    const ends = await Promise.allSettled(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? faulty() : backend())));
    expect(ends.map(({ status }) => status)).toEqual(
      Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? 'rejected' : 'fulfilled')),
    );
    for (const pid of await Promise.all(Array.from({ length: 40 }, backend))) expect(before).toContain(pid);
  });

  it('ends what was under way with UNAVAILABLE when a connection is lost, and goes on with others', async () => {
    const text = 'select pg_terminate_backend(pg_backend_pid())';
    const ends = await Promise.allSettled([database.reader().query({ text }), ...Array.from({ length: 40 }, backend)]);
    expect(ends[0]).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } });
    for (const end of ends) {
      if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'UNAVAILABLE' });
    }
    expect(await Promise.all(Array.from({ length: 10 }, backend))).toHaveLength(10);
  });
});

describe('reading through fewer connections than there are', () => {
  let four: Database;
  let lanes: ReadingLanes;
  beforeEach(async () => {
    four = await connectDatabase({
      ...{ url: stored.url, poolSize: 4, statementTimeout: 600_000, onFault: () => undefined },
    });
    lanes = new ReadingLanes(four.pool, { lanes: 2, depth: 3 });
    await Promise.all([1, 2, 3, 4].map(() => four.transaction((writer) => writer.query({ text: 'select 1' }))));
    // Often enough that the first times, which take longer, are forgotten.
    for (let time = 0; time < 40; time += 1) await Promise.all([quickly(), ask('held', held)]);
  });
  afterEach(() => four.close());

  const ask = async (name: string, text: string): Promise<number> => {
    const { rows } = await lanes.query({ name, text });
    return (rows[0] as { readonly pid?: number }).pid ?? 0;
  };
  const quickly = () => ask('backend', 'select pg_backend_pid() as pid');

  it('sends quick statements to no more, and leaves the others to those who want one for themselves', async () => {
    const connect = jest.spyOn(four.pool, 'connect');
    const reading = Array.from({ length: 50 }, quickly);
    expect(connect).toHaveBeenCalledTimes(2);
    const writing = [1, 2].map(() => four.transaction((writer) => writer.query({ text: 'select 1' })));
    await Promise.all([...reading, ...writing]);
    expect(four.pool.idleCount).toBe(four.pool.totalCount);
  });

  it('takes another when those that were quick are held up, though nobody tells', async () => {
    const { release } = await holdUp();
    const late = [ask('held', held), ask('held', held)];
    // Both are sent, each on a connection of its own, and nobody can tell yet that they will be late.
    await new Promise(setImmediate);
    let [answered, tellEnough] = [0, (): void => undefined];
    // What lay ready behind the two waits with them.
    const enough = new Promise<void>((resolve) => {
      tellEnough = resolve;
    });
    const asked = Array.from({ length: 30 }, async () => {
      await quickly();
      answered += 1;
      if (answered === 26) tellEnough();
    });
    await enough;
    await release();
    expect(await Promise.all([...late, ...asked])).toHaveLength(32);
  });
});

describe('waiting for a connection', () => {
  it('has an end, after which others are still served', async () => {
    const one = await connectDatabase({
      ...{ url: stored.url, poolSize: 1, statementTimeout: 600_000, onFault: () => undefined },
    });
    const lanes = new ReadingLanes(one.pool, { lanes: 1, depth: 2 }, 20);
    const { release } = await holdUp();
    const slow = lanes.query({ text: held });
    await expect(lanes.query({ text: 'select 1' })).rejects.toThrow('timeout exceeded');
    expect(lanes.waitingCount).toBe(0);
    await release();
    await slow;
    await expect(lanes.query({ text: 'select 2 as n' })).resolves.toMatchObject({ rows: [{ n: 2 }] });
    await one.close();
  });
});

describe('a statement of one text', () => {
  const text = (statement: { name?: string; text: string; values?: readonly unknown[] }) =>
    database.reader().text?.(statement);

  it.each([
    ['text of any script', { text: `select 'Zürich Łódź 東京 ' || $1`, values: ['😀'] }, 'Zürich Łódź 東京 😀'],
    ['null', { text: 'select null::text' }, null],
    ['no row', { text: 'select 1 where false' }, null],
    ['what the server writes', { text: 'select $1::jsonb', values: [{ a: [1, null] }] }, '{"a": [1, null]}'],
    [
      'lists and times',
      { text: `select concat($1::int[], $2::date)`, values: [[1, 2], '2026-01-01'] },
      '{1,2}2026-01-01',
    ],
  ])('answers %s', async (_, statement, answer) => {
    expect(await text(statement)).toBe(answer);
  });

  it('is prepared once under its name on each connection, whichever way it was first sent', async () => {
    const statement = { name: 'both-ways', text: 'select $1::text as word', values: ['one'] };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? text(statement) : database.reader().query(statement))),
    );
    expect(answers).toEqual(Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? 'one' : [{ word: 'one' }])));
    await expect(text({ ...statement, text: 'select 2' })).rejects.toThrow('another text');
    expect(await text(statement)).toBe('one');
  });

  it('fails like any other, and may be sent again', async () => {
    const statement = (by: number) => ({ name: 'divided', text: 'select (1 / $1::int)::text', values: [by] });
    await expect(text(statement(0))).rejects.toMatchObject({ code: '22012' });
    const cycle: { self?: object } = {};
    cycle.self = cycle;
    await expect(text({ ...statement(1), values: [cycle] })).rejects.toThrow('circular');
    await expect(text({ name: 'unreadable', text: 'select from nowhere' })).rejects.toMatchObject({ code: '42P01' });
    expect(await text(statement(1))).toBe('1');
  });

  it('sees what the unit of work that asks has written', async () => {
    const seen = await database.unitOfWork(async (writer) => {
      await writer.execute({ text: 'create temporary table word (word text) on commit drop' });
      await writer.execute({ text: `insert into word values ('kept')` });
      return text({ text: 'select word from word' });
    });
    expect(seen).toBe('kept');
  });

  it('is counted', async () => {
    const reader = database.reader();
    await reader.text?.({ text: 'select 1' });
    await reader.query({ text: 'select 1' });
    expect(reader.statements).toBe(2);
  });
});
