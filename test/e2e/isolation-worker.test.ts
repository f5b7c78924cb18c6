import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../../src/app';
import { rebuildByHooks } from '../../src/scoring/recalculation/rebuild-by-hooks';
import type { InteractionRecord } from '../../src/sdk';
import { createTestDatabase } from '../../src/testing';
import { addCustomer, askOf, hostileApp, rowsOfApp } from '../helpers/hostile-app';

jest.setTimeout(60_000);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let app: App;
let now = new Date('2026-11-21T12:00:00Z');
const inThread = { isolation: 'worker', memory: 64 } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await hostileApp(database.url, inThread, () => now);
  await addCustomer(app);
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

/** The thread that follows one that was ended; on a busy machine a call may come before it is ready. */
const threadReady = () => app.isolation.workerOf('hostile')?.started();
beforeEach(threadReady);

const touch = (sourceKey: string, mode: string): InteractionRecord => ({
  kind: 'interaction',
  source: 'test',
  sourceKey,
  type: 'hostile.touch',
  customer: [{ system: 'crm', value: 'ada' }],
  occurredAt: '2026-11-20T09:00:00Z',
  details: { mode },
});

async function take(...records: readonly InteractionRecord[]) {
  const items = records.map((record, index) => ({ record, position: { line: index + 1 } }));
  const { outcomes } = await app.ingest.take(items, { id: 'test', repeats: 'correct', snapshots: 'now' });
  return outcomes.map(({ status, code }) => code ?? status);
}

/** Others ask again and again, and leave the processor to the thread in between. */
const restMilliseconds = 20;

/** Whether others are served while something is under way. */
async function whileServing<T>(work: Promise<T>): Promise<T> {
  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  work.then(end, end);
  let served = 0;
  for (; !isOver; await pause(restMilliseconds)) {
    expect((await askOf(app, '{ customers { totalCount } }')).data).toEqual({ customers: { totalCount: 1 } });
    served += 1;
  }
  expect(served).toBeGreaterThan(1);
  return work;
}

describe('a plugin in a thread of its own', () => {
  it('scores and answers as it would in the process', async () => {
    expect(await take(touch('one', 'fine'))).toEqual(['accepted']);
    expect(await rowsOfApp(app, 'select signal, amount from core.contribution')).toEqual([
      { signal: 'hostile.touched', amount: 1 },
    ]);
    const { data } = await askOf(app, '{ customers { nodes { hostileFine hostileThrows } } }');
    expect(data).toEqual({ customers: { nodes: [{ hostileFine: 'fine', hostileThrows: null }] } });
  });

  it('is told of each event that its hook throws at, and of that one alone', async () => {
    expect(await take(touch('two', 'fine'), touch('three', 'throw'))).toEqual(['accepted', 'PLUGIN_FAILED']);
  });

  it('may answer too much at once: the answer says so, and the thread is the same as before', async () => {
    const { data, errors = [] } = await askOf(app, '{ customers { nodes { hostileFloods hostileFine } } }');
    expect(data).toEqual({ customers: { nodes: [{ hostileFloods: null, hostileFine: 'fine' }] } });
    expect(errors.map(({ message }) => message)).toEqual([
      'The plugin hostile failed: Customer.hostileFloods answers more than 4 MB at once.',
    ]);
    expect(app.isolation.slot('hostile', 'load', 'Customer.hostileFloods').meter.failures).toMatchObject({
      flood: 1,
      error: 0,
    });
  });

  it('may loop without end: the server goes on, the field has its gap, the thread is ended and started anew', async () => {
    const { data, errors } = await whileServing(askOf(app, '{ customers { nodes { hostileFine hostileLoops } } }'));
    expect(data).toMatchObject({ customers: { nodes: [{ hostileLoops: null }] } });
    expect(errors).toContainEqual(expect.objectContaining({ path: ['customers', 'nodes', 0, 'hostileLoops'] }));
    await threadReady();
    expect((await askOf(app, '{ customers { nodes { hostileFine } } }')).data).toMatchObject({
      customers: { nodes: [{ hostileFine: 'fine' }] },
    });
  });

  it('may loop without end over an event: the event waits, and the server goes on', async () => {
    expect(await whileServing(take(touch('loop', 'loop')))).toEqual(['PLUGIN_TIMEOUT']);
  });

  it('may eat memory: the thread ends, the event waits, and the server goes on', async () => {
    // Whichever of its limits it meets first.
    expect(['PLUGIN_FAILED', 'PLUGIN_TIMEOUT']).toContain((await whileServing(take(touch('memory', 'memory'))))[0]);
    await threadReady();
    expect(await take(touch('four', 'fine'))).toEqual(['accepted']);
  });

  it('is left alone when it goes on like this, and what came meanwhile is scored when a fixed one is back', async () => {
    const slot = app.isolation.slot('hostile', 'score', 'score');
    for (let time = 0; time < 5 && slot.state === 'closed'; time += 1) {
      await threadReady();
      await take(touch(`bad ${time}`, 'memory'));
    }
    expect(slot.state).toBe('open');
    expect(await take(touch('five', 'fine'))).toEqual(['PLUGIN_UNAVAILABLE']);
    await app.close();
    now = new Date(now.getTime() + 3_600_000);
    app = await hostileApp(database.url, { ...inThread, options: { tame: true } }, () => now);
    await app.deliveries.retryDue(now);
    const [{ waiting, scored, stored } = { waiting: -1, scored: 0, stored: 0 }] = await rowsOfApp<{
      readonly waiting: number;
      readonly scored: number;
      readonly stored: number;
    }>(
      app,
      `select (select count(*)::integer from core.intake_set_aside where resolved_at is null) as waiting,
        (select count(*)::integer from core.contribution) as scored,
        (select count(*)::integer from core.interaction) as stored`,
    );
    expect([waiting, scored]).toEqual([0, stored]);
    expect(stored).toBeGreaterThanOrEqual(8);
  });

  it('is asked in its thread as well when values are computed anew', async () => {
    const before = app.isolation.slot('hostile', 'score', 'score').meter.calls;
    await app.database.transaction((writer) => writer.execute({ text: `update core.contribution set amount = 0.5` }));
    await app.database.transaction(async (writer) => {
      const ids = (await writer.query<{ readonly id: number }>({ text: 'select id from core.customer' })).map(
        ({ id }) => id,
      );
      await rebuildByHooks(writer, ids, app.registry, app.model);
    });
    expect(await rowsOfApp(app, 'select distinct amount from core.contribution')).toEqual([{ amount: 1 }]);
    expect(app.isolation.slot('hostile', 'score', 'score').meter.calls).toBeGreaterThan(before);
  });
});
