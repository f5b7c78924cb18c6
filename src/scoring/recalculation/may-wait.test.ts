import { setTimeout as pause } from 'node:timers/promises';
import { scoringRegistry, seed, testModel } from '../../../test/helpers/scoring-fixture';
import { mayWait } from '../../db/may-wait';
import type { Writer } from '../../sdk';
import { fixedClock } from '../../shared/clock';
import { type TestDatabase, testDatabase } from '../../testing';
import { createScoring } from '../create-scoring';
import { currentModel } from '../current-model';
import { goOn } from './recalculate';
import { requestRecalculation } from './request';
import type { MaintenanceServices } from './services';

const now = new Date('2026-11-21T12:00:00Z');
const patience = 100;
const longer = 300;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** As the server is set up for every transaction, only less patient. */
const impatient = (writer: Writer) =>
  writer.query({
    text: `select set_config('idle_in_transaction_session_timeout', $1, true)`,
    values: [String(patience)],
  });

describe('a transaction that waits for others', () => {
  it('is cut off by the server, unless it may wait', async () => {
    const waiting = (prepare: (writer: Writer) => Promise<unknown>) =>
      database.transaction(async (writer) => {
        await impatient(writer);
        await prepare(writer);
        await pause(longer);
        return writer.query({ text: 'select 1 as one' });
      });
    await expect(waiting(async () => undefined)).rejects.toThrow();
    await expect(waiting(mayWait)).resolves.toEqual([{ one: 1 }]);
  });

  it('guards a recalculation to its end, although its batches take longer than the server is patient', async () => {
    const registry = scoringRegistry();
    const model = currentModel(testModel);
    const services: MaintenanceServices = {
      ...{ database, registry, model, clock: fixedClock(now), log: { error: () => undefined } },
    };
    await database.transaction(async (writer) => {
      await seed(writer, ['professional', 'professional', 'professional']);
      await createScoring(registry, model).open(writer, [1, 2, 3], now);
    });
    const { id } = await requestRecalculation(services, { source: 'buckets', by: 'test' });
    let isGuard = true;
    const transaction: TestDatabase['transaction'] = (work, options) => {
      const begins = isGuard ? impatient : () => pause(longer);
      isGuard = false;
      return database.transaction(async (writer) => {
        await begins(writer);
        return work(writer);
      }, options);
    };
    const run = await goOn({ ...services, database: { ...database, transaction } }, { batchSize: 1 });
    expect(run).toMatchObject({ id, state: 'finished', customersDone: 3 });
  }, 30_000);
});

describe('batches of a recalculation', () => {
  it('overlap: while one is worked on, the next are begun', async () => {
    const services: MaintenanceServices = {
      database,
      registry: scoringRegistry(),
      model: currentModel(testModel),
      clock: fixedClock(now),
      log: { error: () => undefined },
    };
    await requestRecalculation(services, { source: 'buckets', by: 'test' });
    let [underWay, most] = [0, 0];
    const transaction: TestDatabase['transaction'] = (work, options) =>
      database.transaction(async (writer) => {
        underWay += 1;
        most = Math.max(most, underWay);
        return work(writer).finally(() => {
          underWay -= 1;
        });
      }, options);
    const run = await goOn({ ...services, database: { ...database, transaction } }, { batchSize: 1 });
    expect(run).toMatchObject({ state: 'finished', customersDone: 3 });
    // The guard, and three batches.
    expect(most).toBe(4);
  });
});
