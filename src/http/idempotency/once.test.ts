import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { connectDatabase } from '../../db/connect';
import { erasureLock } from '../../db/erasure-lock';
import { purgeIdempotentAnswers } from '../../jobs/idempotent-answers.store';
import { fixedClock } from '../../shared/clock';
import { type TestDatabase, testDatabase } from '../../testing';
import { createOnce, type Once } from './once';

let database: TestDatabase;
const at = new Date('2026-11-22T12:00:00Z');
const clock = fixedClock(at);
beforeAll(async () => {
  database = await testDatabase();
  await database.transaction((writer) => writer.execute({ text: 'create table public.effect (key text)' }));
});
afterAll(() => database.close());

const requestOf = (key: string, request = 'do it') => ({ caller: 'ana', key, request });
const act =
  (key: string, customerIds: readonly number[] = []) =>
  async () => {
    await database.transaction((writer) =>
      writer.execute({ text: 'insert into public.effect values ($1)', values: [key] }),
    );
    return { answer: `done ${randomUUID()}`, customerIds };
  };
const newCustomer = async (): Promise<number> => {
  const [row] = await database.transaction((writer) =>
    writer.query<{ readonly id: number }>({
      text: `insert into core.customer (kind, display_name, created_at, updated_at)
        values ('organization', 'Ward', now(), now()) returning id`,
    }),
  );
  return row?.id ?? 0;
};
const effects = async (key: string) =>
  (await database.reader().query({ text: 'select from public.effect where key = $1', values: [key] })).length;

describe('a request under a key', () => {
  const doOnce: Once = (request, perform) => createOnce({ database, clock })(request, perform);

  it('is carried out once, and its answer repeated', async () => {
    const [key, customer] = [randomUUID(), await newCustomer()];
    const first = await doOnce(requestOf(key), act(key, [customer]));
    const second = await doOnce(requestOf(key), act(key));
    expect(first).toMatchObject({ replayed: false });
    expect(second).toEqual({ answer: first.answer, customerIds: [customer], replayed: true });
    expect(await effects(key)).toBe(1);
  });

  it('is another one of another caller', async () => {
    const key = randomUUID();
    await doOnce(requestOf(key), act(key));
    const other = await doOnce({ ...requestOf(key), caller: 'ben' }, act(key));
    expect(other.replayed).toBe(false);
    expect(await effects(key)).toBe(2);
  });

  it('is refused when it is another request, and not carried out', async () => {
    const key = randomUUID();
    await doOnce(requestOf(key), act(key));
    await expect(doOnce(requestOf(key, 'do that'), act(key))).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
    expect(await effects(key)).toBe(1);
  });

  it('leaves nothing when it fails, and its key is free', async () => {
    const key = randomUUID();
    const failing = doOnce(requestOf(key), async () => {
      await act(key)();
      throw new Error('out of ink');
    });
    await expect(failing).rejects.toThrow('out of ink');
    expect(await effects(key)).toBe(0);
    expect(await doOnce(requestOf(key), act(key))).toMatchObject({ replayed: false });
    expect(await effects(key)).toBe(1);
  });

  it('leaves nothing when the connection is lost between claim and answer, and its key is free at once', async () => {
    const key = randomUUID();
    const lost = doOnce(requestOf(key), async () => {
      const performed = await act(key)();
      await database.transaction((writer) => writer.query({ text: 'select pg_terminate_backend(pg_backend_pid())' }));
      return performed;
    });
    await expect(lost).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await doOnce(requestOf(key), act(key))).toMatchObject({ replayed: false });
    expect(await effects(key)).toBe(1);
  });

  it('counts as done when an erasure has removed its answer', async () => {
    const [key, customer] = [randomUUID(), await newCustomer()];
    await doOnce(requestOf(key), act(key, [customer]));
    await database.transaction((writer) =>
      writer.execute({
        text: 'update core.idempotent_answer set answer = null where $1 = any(customer_ids)',
        values: [customer],
      }),
    );
    const again = doOnce(requestOf(key), act(key));
    await expect(again).rejects.toMatchObject({ code: 'IDEMPOTENCY_ANSWER_ERASED' });
    expect(await effects(key)).toBe(1);
  });

  describe('whose answer shows a person who is erased meanwhile', () => {
    /** Erases while the request is carried out, as far as `steps` go. */
    const erase = async (client: Client, customer: number, steps: readonly string[]): Promise<void> => {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [erasureLock]);
      await client.query('update core.idempotent_answer set answer = null where $1 = any(customer_ids)', [customer]);
      await client.query('delete from core.customer where id = $1', [customer]);
      for (const step of steps) await client.query(step);
    };
    let client: Client;
    beforeEach(async () => {
      client = new Client(database.url);
      await client.connect();
    });
    afterEach(() => client.end());

    it('counts as done, and keeps no answer, which the erasure could not find', async () => {
      const [key, customer] = [randomUUID(), await newCustomer()];
      await doOnce(requestOf(key), async () => {
        const performed = await act(key, [customer])();
        await erase(client, customer, ['commit']);
        return performed;
      });
      const again = doOnce(requestOf(key), act(key));
      await expect(again).rejects.toMatchObject({ code: 'IDEMPOTENCY_ANSWER_ERASED' });
      expect(await effects(key)).toBe(1);
    });

    it('is to be sent again while the erasure goes on, and nothing is stored', async () => {
      const [key, customer] = [randomUUID(), await newCustomer()];
      const told = doOnce(requestOf(key), async () => {
        const performed = await act(key, [customer])();
        await erase(client, customer, []);
        return performed;
      });
      await expect(told).rejects.toMatchObject({ code: 'UNAVAILABLE', details: { retryAfter: 1 } });
      await client.query('commit');
      expect(await effects(key)).toBe(0);
      expect(await doOnce(requestOf(key), act(key))).toMatchObject({ replayed: false });
    });
  });

  it('is a new one when its answer was purged, which no answer younger than a day is', async () => {
    const [young, old] = [randomUUID(), randomUUID()];
    const day = 24 * 60 * 60 * 1000;
    await createOnce({ database, clock: fixedClock(new Date(at.getTime() - day)) })(requestOf(young), act(young));
    await createOnce({ database, clock: fixedClock(new Date(at.getTime() - day - 1)) })(requestOf(old), act(old));
    await database.transaction((writer) => purgeIdempotentAnswers(writer, new Date(at.getTime() - day)));
    expect(await doOnce(requestOf(young), act(young))).toMatchObject({ replayed: true });
    expect(await doOnce(requestOf(old), act(old))).toMatchObject({ replayed: false });
    expect(await effects(old)).toBe(2);
  });

  it('does not keep what was asked or answered in the clear, nor the key', async () => {
    const key = `zq7vmarker-${randomUUID()}`;
    await doOnce(requestOf(key, 'zq7vmarker'), async () => ({ answer: 'zq7vmarker', customerIds: [] }));
    const rows = await database.reader().query<{ readonly text: string }>({
      text: `select encode(key_digest || request_digest || coalesce(answer, ''), 'escape') as text from core.idempotent_answer`,
    });
    expect(rows.filter(({ text }) => text.includes('zq7vmarker'))).toEqual([]);
  });
});

describe('duplicates at the same time', () => {
  it('in one process and over several have one effect and one answer', async () => {
    const elsewhere = await connectDatabase({
      ...{ url: database.url, poolSize: 2, statementTimeout: 30_000 },
      onFault: () => undefined,
    });
    try {
      const [here, there] = [
        createOnce({ database, clock }, 60_000),
        createOnce({ database: elsewhere, clock }, 60_000),
      ];
      const key = randomUUID();
      let begun = 0;
      const perform = (own: Pick<TestDatabase, 'transaction'>) => async () => {
        begun += 1;
        await own.transaction((writer) =>
          writer.execute({ text: 'insert into public.effect select $1 from pg_sleep(0.2)', values: [key] }),
        );
        return { answer: `done ${randomUUID()}`, customerIds: [] };
      };
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, index) =>
          index % 2 === 0 ? here(requestOf(key), perform(database)) : there(requestOf(key), perform(elsewhere)),
        ),
      );
      expect([begun, await effects(key)]).toEqual([1, 1]);
      expect(new Set(answers.map(({ answer }) => answer)).size).toBe(1);
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    } finally {
      await elsewhere.close();
    }
  });

  it('that have waited long enough are told to come back, and hold no connection while they wait', async () => {
    const once = createOnce({ database, clock }, 50);
    const key = randomUUID();
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const first = once(requestOf(key), async () => {
      await finished;
      return act(key)();
    });
    const others = Array.from({ length: 15 }, () => once(requestOf(key), act(key)));
    for (const other of others) {
      await expect(other).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_IN_USE', details: { retryAfter: 1 } });
    }
    expect(database.pool.waitingCount).toBe(0);
    finish();
    expect(await first).toMatchObject({ replayed: false });
    expect(await once(requestOf(key), act(key))).toMatchObject({ replayed: true });
  });
});
