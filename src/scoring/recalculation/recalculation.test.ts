import { eventOf, type GivenEvent, scoringRegistry, seed, testModel } from '../../../test/helpers/scoring-fixture';
import { fixedClock } from '../../shared/clock';
import { type TestDatabase, testDatabase } from '../../testing';
import { createScoring } from '../create-scoring';
import { type CurrentModel, currentModel } from '../current-model';
import { declarationsOf } from '../ensure-model';
import { evaluate } from '../evaluate';
import { createAdministration, type ModelAdministration } from '../models/administration';
import type { Scoring } from '../scoring';
import { checkConsistency } from './consistency';
import { goOn } from './recalculate';
import { requestRecalculation } from './request';
import type { MaintenanceServices } from './services';

const now = new Date('2026-11-21T12:00:00Z');
const clock = fixedClock(now);
const registry = scoringRegistry();
const customers = 60;
let database: TestDatabase;
let current: CurrentModel;
let scoring: Scoring;
let models: ModelAdministration;
let services: MaintenanceServices;

const types = ['rep.visit_held', 'web.page_view', 'email.opened', 'email.clicked', 'web.enquiry'];
function history(customerId: number): readonly GivenEvent[] {
  return Array.from({ length: (customerId * 7) % 23 }, (_, index) => ({
    id: `e${customerId}-${index}`,
    type: types[(index * 3 + customerId) % types.length] ?? '',
    customerId,
    at: now.getTime() - ((index * 37 + customerId) % 300) * 43_200_000,
    count: 1 + (index % 4),
    ...(index % 3 === 0 ? { actorId: 1 + (index % 2) } : {}),
  }));
}

beforeAll(async () => {
  database = await testDatabase();
  current = currentModel(testModel);
  scoring = createScoring(registry, current);
  models = createAdministration({ database, current, declarations: () => declarationsOf(registry), clock });
  services = { database, registry, model: current, clock, log: { error: () => undefined } };
  const ids = Array.from({ length: customers }, (_, index) => index + 1);
  await database.transaction(async (writer) => {
    await seed(
      writer,
      ids.map(() => 'professional'),
    );
    await scoring.open(writer, ids, now);
    await scoring.record(
      writer,
      ids.flatMap(history).map((event) => scoring.score(eventOf(event))),
    );
    await scoring.refresh(writer, ids, now);
  });
});

afterAll(() => database.close());

const ids = Array.from({ length: customers }, (_, index) => index + 1);
const valuesNow = async () => {
  const requests = ids.map((customerId) => ({ customerId, at: now }));
  const values = await evaluate(database.reader(), requests, current.document);
  return values.map((value) => [value?.rvi, value?.components, value?.mass]);
};
const stored = () =>
  database.reader().query({ text: 'select customer_id, rvi, model_hash, grade from core.customer_value order by 1' });
/** The fixture records contributions without their interactions. */
const differences = async () => {
  const { incidents } = await checkConsistency(services, { share: 1, day: '2026-11-21' });
  return incidents.filter(({ what }) => what !== 'interaction');
};

describe('a recalculation', () => {
  it('writes nothing where nothing changed', async () => {
    for (const source of ['buckets', 'log'] as const) {
      await requestRecalculation({ database, clock }, { source, by: 'test' });
      expect(await goOn(services, { batchSize: 7 })).toMatchObject({
        state: 'finished',
        customersDone: customers,
        valuesChanged: 0,
        bucketsChanged: 0,
        contributionsChanged: 0,
      });
    }
    expect(await differences()).toEqual([]);
  });

  it('follows an approval: values are new at once, rows and buckets follow, an interrupted run goes on', async () => {
    const old = await valuesNow();
    const created = await models.create({
      base: testModel.hash,
      edits: [
        { path: 'signals["rep.visit_held"].halfLifeDays', value: 30 },
        { path: 'signals["web.page_view"].dailyCap', value: 2 },
        { path: 'channels.web.depth', value: 0.3 },
      ],
      name: 'vm-2',
      by: 'Ada',
    });
    if (created.outcome !== 'created') throw new Error(JSON.stringify(created));
    const approved = await models.approve(created.record.hash, 'Ada Person');
    expect(approved).toMatchObject({ outcome: 'approved', comparison: { customers, baseHash: testModel.hash } });
    expect(current.hash).toBe(created.record.hash);
    const fresh = await valuesNow();
    expect(fresh).not.toEqual(old);
    const stop = new AbortController();
    const part = await goOn(services, { batchSize: 10, signal: stop.signal, onProgress: () => stop.abort() });
    expect(part).toMatchObject({ state: 'running' });
    expect(part?.customersDone).toBeLessThan(customers);
    expect(await valuesNow()).toEqual(fresh);
    const rest = await goOn(services, { batchSize: 10 });
    expect(rest).toMatchObject({ state: 'finished', customersDone: customers });
    expect(rest?.contributionsChanged).toBeGreaterThan(0);
    expect(await valuesNow()).toEqual(fresh);
    expect(await differences()).toEqual([]);
    const rows = (await stored()) as readonly { readonly rvi: number | null; readonly model_hash: string }[];
    expect(new Set(rows.map(({ model_hash }) => model_hash))).toEqual(new Set([created.record.hash]));
    expect(rows.map(({ rvi }) => rvi)).toEqual(fresh.map(([rvi]) => rvi));
  });

  it('lets an intake that scored under the former model try again, and brings its customers up to date', async () => {
    const late = createScoring(registry, currentModel(testModel));
    const record = (event: GivenEvent) =>
      database.transaction((writer) => late.record(writer, [late.score(eventOf(event))]));
    const event = { id: 'late', type: 'rep.visit_held', customerId: 3, at: now.getTime() - 1000 };
    await expect(record(event)).rejects.toMatchObject({ cause: { code: '40001' } });
    expect(late.modelHash).toBe(current.hash);
    await record(event);
    expect(await differences()).toEqual([]);
  });

  it('goes back to the former model, which then counts as before', async () => {
    await expect(models.approve(testModel.hash, '')).rejects.toMatchObject({ code: 'BAD_INPUT' });
    expect(await models.approve(testModel.hash, 'Ada Person')).toMatchObject({ outcome: 'approved' });
    expect(await models.retire(testModel.hash, 'Ada')).toEqual({ outcome: 'in-force' });
    expect(await goOn(services)).toMatchObject({ source: 'log', state: 'finished' });
    expect(await differences()).toEqual([]);
    expect((await models.decisions(testModel.hash))[0]).toMatchObject({
      decidedBy: 'Ada Person',
      decision: 'approved',
    });
  });
});

describe('the consistency check', () => {
  it('finds a bucket, and a contribution, that is off by one', async () => {
    await database.transaction(async (writer) => {
      await writer.execute({
        text: `update core.bucket set q30 = q30 + 1
          where ctid = (select ctid from core.bucket where customer_id = 5 limit 1)`,
      });
      await writer.execute({
        text: `update core.contribution set q30 = q30 + 1
          where ctid = (select ctid from core.contribution where customer_id = 8 limit 1)`,
      });
    });
    const found = await differences();
    expect(found.map(({ customerId, what }) => `${customerId} ${what}`).sort()).toEqual(['5 bucket', '8 contribution']);
    await requestRecalculation({ database, clock }, { source: 'log', by: 'test' });
    expect(await goOn(services)).toMatchObject({ bucketsChanged: 1, contributionsChanged: 1 });
    expect(await differences()).toEqual([]);
  });
});
