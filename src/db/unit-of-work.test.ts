import { RapportError } from '../sdk/errors';
import { type TestDatabase, testDatabase } from '../testing';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.transaction((writer) =>
    writer.execute({ text: 'create table public.word (word text primary key check (length(word) < 10))' }),
  );
});
afterAll(() => database.close());
beforeEach(() => database.transaction((writer) => writer.execute({ text: 'truncate public.word' })));

const insert = (word: string) => ({ text: 'insert into public.word values ($1)', values: [word] });
const write = (word: string) => database.transaction((writer) => writer.execute(insert(word)));
const words = async () =>
  (await database.reader().query<{ readonly word: string }>({ text: 'select word from public.word order by 1' })).map(
    ({ word }) => word,
  );

describe('a unit of work', () => {
  it('shows readers within it what it has written, and others nothing before its end', async () => {
    const seen: (readonly string[])[] = [];
    let look: () => void = () => undefined;
    const looked = new Promise<void>((resolve) => {
      look = resolve;
    });
    const written = new Promise<void>((resolve) => {
      void database.unitOfWork(async () => {
        await write('one');
        seen.push(await words());
        resolve();
        await looked;
      });
    });
    await written;
    expect(await words()).toEqual([]);
    look();
    await database.unitOfWork(() => write('two'));
    expect(seen).toEqual([['one']]);
  });

  it('is undone as a whole when its work throws, however many transactions had ended in it', async () => {
    const fault = new RapportError('CONFLICT', 'no');
    const attempt = database.unitOfWork(async () => {
      await write('one');
      await write('two');
      throw fault;
    });
    await expect(attempt).rejects.toBe(fault);
    expect(await words()).toEqual([]);
  });

  it('undoes a transaction in it that fails alone, and goes on', async () => {
    await database.unitOfWork(async () => {
      await write('one');
      const failing = database.transaction(async (writer) => {
        await writer.execute(insert('two'));
        await writer.execute(insert('too long for it'));
      });
      await expect(failing).rejects.toMatchObject({ code: '23514' });
      await write('three');
    });
    expect(await words()).toEqual(['one', 'three']);
  });

  it('keeps transactions that were begun at the same time apart', async () => {
    await database.unitOfWork(async () => {
      const all = ['one', 'too long for it', 'two', 'three'].map(write);
      const ends = await Promise.allSettled(all);
      expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    });
    expect(await words()).toEqual(['one', 'three', 'two']);
  });

  it('is undone by a reader’s statement that fails, and tells that fault', async () => {
    const attempt = database.unitOfWork(async () => {
      await write('one');
      const summed = database.reader().query({ text: 'select 2147483647 + $1::integer', values: [1] });
      await summed.catch((error: unknown) => error);
      await write('two');
    });
    await expect(attempt).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await words()).toEqual([]);
  });

  it('does what is to follow its commit after it, outside of it, and not at all when it is undone', async () => {
    const followed: (readonly string[])[] = [];
    const follow = async (): Promise<void> => {
      followed.push(await words());
    };
    await database.unitOfWork(async () => {
      await database.afterCommit(follow);
      await write('one');
    });
    const undone = database.unitOfWork(async () => {
      await database.afterCommit(follow);
      throw new Error('no');
    });
    await expect(undone).rejects.toThrow('no');
    expect(followed).toEqual([['one']]);
    await database.afterCommit(follow);
    expect(followed).toHaveLength(2);
  });

  it('is not met by a timer that was set in it and fires after its end', async () => {
    let isEnded = false;
    await new Promise<unknown>((resolve) => {
      const unit = database.unitOfWork(async () => {
        const timer = setInterval(() => {
          if (!isEnded) return;
          clearInterval(timer);
          resolve(write('late'));
        }, 5);
      });
      void unit.then(() => {
        isEnded = true;
      });
    });
    expect(await words()).toEqual(['late']);
  });

  it('gives one transaction in it longer without giving it to the others', async () => {
    const limit = async () =>
      (
        await database
          .reader()
          .query<{ readonly of: string }>({ text: `select current_setting('statement_timeout') as of` })
      )[0]?.of;
    const before = await limit();
    const limits = await database.unitOfWork(async () => {
      const within = await database.transaction(() => limit(), { statementTimeout: 61_000 });
      return [within, await limit()];
    });
    expect(limits).toEqual(['61s', before]);
  });

  it('is lost with its connection, and harms no later one', async () => {
    const attempt = database.unitOfWork(async (writer) => {
      await write('one');
      await writer.query({ text: 'select pg_terminate_backend(pg_backend_pid())' });
    });
    await expect(attempt).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await database.unitOfWork(() => write('two'));
    expect(await words()).toEqual(['two']);
    expect(database.pool.idleCount).toBe(database.pool.totalCount);
  });

  it('cannot hold another one', async () => {
    await expect(database.unitOfWork(() => database.unitOfWork(() => write('one')))).rejects.toThrow('another one');
  });
});
