import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import { createIsolation, installIsolation, type Slot } from '../isolation';
import type { Job } from '../sdk';
import { fixedClock } from '../shared/clock';
import { type TestDatabase, testDatabase } from '../testing';
import { failedJobs, retryFailedJobs } from './failed-jobs.store';
import { jobsModule } from './module';
import { type JobRunner, startJobs } from './start-jobs';

let database: TestDatabase;
let runner: JobRunner;
let slot: Slot;
const ran: unknown[] = [];
const faults: string[] = [];
const workers: string[] = [];
const now = new Date('2026-11-21T12:00:00Z');

const jobs: readonly Job[] = [
  ...(jobsModule({ database: { transaction: () => Promise.reject(new Error('no job asks for it')) } }).jobs ?? []),
  {
    id: 'stub.write',
    title: 'Writes',
    run: async ({ writer, principal, payload, now: at }) => {
      workers.push(principal.subject);
      await writer.execute({ text: `insert into core.outbox (created_at, payload) values ($1, '{}')`, values: [at] });
      ran.push(payload);
    },
  },
  {
    id: 'stub.slow',
    title: 'Takes its time',
    run: async ({ writer }) => {
      ran.push('slow has begun');
      await pause(300);
      await writer.execute({ text: `insert into core.outbox (created_at, payload) values (now(), '{"slow": true}')` });
    },
  },
  {
    id: 'stub.fail',
    title: 'Fails after it wrote',
    run: async ({ writer }) => {
      await writer.execute({ text: `insert into core.outbox (created_at, payload) values (now(), '{"lost": true}')` });
      throw new Error('out of ink');
    },
  },
];

/** A job of a third plugin that fails until somebody mends it. */
let isMended = false;
let tries = 0;
const tried: unknown[] = [];
const failing: Job = {
  id: 'sorry.fail',
  title: 'Fails',
  run: async ({ payload }) => {
    tries += 1;
    tried.push((payload as { readonly time?: unknown }).time);
    if (!isMended) throw new Error('the password is swordfish');
  },
};

/** A job of another plugin that neither ends nor stops writing. */
let late: Promise<unknown> | undefined;
const hanging: Job = {
  id: 'hanging.hang',
  title: 'Hangs',
  run: async ({ writer, signal }) => {
    await writer.execute({ text: `insert into core.outbox (created_at, payload) values (now(), '{"hung": true}')` });
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    late = Promise.resolve().then(() => writer.execute({ text: 'delete from core.outbox' }));
    late.catch(() => undefined);
    await new Promise(() => undefined);
  },
};

const ownerOf = ({ id }: Job): string => id.split('.', 1)[0] ?? '';

beforeAll(async () => {
  database = await testDatabase();
  const registry = {
    jobs: new Map(
      [...jobs, hanging, failing].map((value) => [
        value.id,
        { owner: { id: ownerOf(value), version: '1.0.0' }, value },
      ]),
    ),
  };
  const isolation = createIsolation({
    policies: { job: { timeLimit: 800 } },
    breaker: { failures: 3, firstPause: 400 },
  });
  installIsolation(registry, isolation);
  slot = isolation.slot('sorry', 'job', 'sorry.fail');
  runner = await startJobs({
    database,
    registry,
    health: { report: (plugin, { message }) => faults.push(`${plugin}: ${message}`) },
    clock: fixedClock(now),
    log: pino({ level: 'silent' }),
  });
});
afterAll(() => database.close());

const outbox = () => database.reader().query<{ readonly payload: object }>({ text: 'select payload from core.outbox' });

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    if (await condition()) return;
    await pause(25);
  }
  throw new Error('It did not happen within ten seconds');
}

describe('the job runner', () => {
  it('runs a job that is asked for, with its payload, in a transaction', async () => {
    await runner.add('stub.write', { for: 'you' });
    await until(() => ran.length === 1);
    expect(ran).toEqual([{ for: 'you' }]);
    expect(workers).toEqual(['job:stub.write']);
    await until(async () => (await outbox()).length === 1);
  });

  it('undoes what a failing job wrote, and reports the plugin', async () => {
    await runner.add('stub.fail');
    await until(() => faults.length > 0);
    expect(faults[0]).toBe('stub: The job stub.fail failed: out of ink');
    expect(await outbox()).toEqual([{ payload: {} }]);
  });

  it('keeps the schedule of the jobs that have one', async () => {
    const known = await database
      .reader()
      .query({ text: 'select identifier from graphile_worker._private_known_crontabs order by 1' });
    expect(known).toEqual([{ identifier: 'core.purge-idempotent-answers' }, { identifier: 'core.purge-outbox' }]);
  });

  it('removes news that are older than a day', async () => {
    await database.transaction((writer) =>
      writer.execute({
        text: `insert into core.outbox (created_at, payload) values ($1, '{"old": true}')`,
        values: [new Date(now.getTime() - 25 * 60 * 60 * 1000)],
      }),
    );
    await runner.add('core.purge-outbox');
    await until(async () => (await outbox()).length === 1);
    expect(await outbox()).toEqual([{ payload: {} }]);
  });

  it('gives up a job that does not end, undoes what it wrote and refuses what it goes on writing', async () => {
    const before = await outbox();
    await runner.add('hanging.hang');
    await runner.add('stub.write');
    await until(() => faults.some((fault) => fault.startsWith('hanging')));
    await until(async () => (await outbox()).length === before.length + 1);
    expect(faults.find((fault) => fault.startsWith('hanging'))).toContain('did not answer within 800 ms');
    await expect(late).rejects.toMatchObject({ code: 'PLUGIN_TIMEOUT' });
    expect(await outbox()).toHaveLength(before.length + 1);
  });

  it('lists what it has given up, without what the plugin said, and has it run again when somebody asks', async () => {
    const lastTry = (job: string) =>
      database.transaction((writer) =>
        writer.execute({
          text: `update graphile_worker._private_jobs set attempts = 4, run_at = now() where task_id =
            (select id from graphile_worker._private_tasks where identifier = $1) and locked_at is null`,
          values: [job],
        }),
      );
    const given = () => failedJobs(database.reader(), { plugin: 'sorry', limit: 10 });
    await runner.add('sorry.fail', { for: 'you' });
    await until(async () => tries > 0 && (await lastTry('sorry.fail')) === 1);
    await runner.add('stub.write');
    await until(async () => (await given()).length === 1);
    expect(await given()).toMatchObject([{ job: 'sorry.fail', plugin: 'sorry', attempts: 5 }]);
    expect(JSON.stringify(await given())).not.toContain('swordfish');
    expect(await failedJobs(database.reader(), { plugin: 'stub', limit: 10 })).toEqual([]);
    isMended = true;
    const [job] = await database.transaction((writer) => retryFailedJobs(writer, { plugin: 'sorry', limit: 10 }));
    expect(job).toMatchObject({ job: 'sorry.fail' });
    const before = tries;
    await runner.add('stub.write');
    await until(() => tries > before);
    expect(await given()).toEqual([]);
  });

  it('does not count an attempt that was not made because the plugin is left alone', async () => {
    isMended = false;
    await until(() => slot.state !== 'open');
    let time = 0;
    // What went wrong before counts as well.
    for (; slot.state !== 'open'; time += 1) {
      const before = tries;
      await runner.add('sorry.fail', { time });
      await until(() => tries > before || slot.state === 'open');
    }
    const failed = (time: number) =>
      database.reader().query<{ readonly attempts: number }>({
        text: `select attempts from graphile_worker._private_jobs
          where payload ->> 'time' = $1 and last_error is not null and locked_at is null`,
        values: [String(time)],
      });
    // On a machine that is slow the plugin may be tried again with this job: then it is left alone before the next one.
    for (; ; time += 1) {
      await runner.add('sorry.fail', { time });
      await until(async () => (await failed(time)).length === 1);
      if (tried.includes(time)) continue;
      expect(await failed(time)).toEqual([{ attempts: 0 }]);
      return;
    }
  });

  it('waits for the job under way when it is stopped', async () => {
    await runner.add('stub.slow');
    await until(() => ran.includes('slow has begun'));
    await runner.stop();
    expect(await outbox()).toContainEqual({ payload: { slow: true } });
  });
});
