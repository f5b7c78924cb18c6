import { batchOf } from '../../../test/helpers/batch-of';
import { type GivenEvent, say, scoringRegistry, seed, testModel } from '../../../test/helpers/scoring-fixture';
import { storeHistory } from '../../../test/helpers/stored-history';
import { createIsolation, installIsolation } from '../../isolation';
import type { Registry } from '../../kernel/registry';
import type { ScoringHook } from '../../sdk';
import { type TestDatabase, testDatabase } from '../../testing';
import { createScoring } from '../create-scoring';
import { checkConsistency } from './consistency';
import { goOn } from './recalculate';
import { recalculationModule } from './recalculation-module';
import { requestRecalculation } from './request';
import { latestRuns } from './run.store';
import type { MaintenanceServices } from './services';

const now = new Date('2026-11-21T12:00:00Z');
let time = now.getTime();
/** Runs follow one another. */
const clock = {
  now: () => {
    time += 1_000;
    return new Date(time);
  },
};
const ids = [1, 2, 3, 4];
const scoring = createScoring(scoringRegistry(), testModel);
let database: TestDatabase;

/** Twelve events, four of a day: of each day one says what a broken hook cannot read. */
const history: readonly GivenEvent[] = Array.from({ length: 12 }, (_, index) => ({
  ...{ id: `e${index}`, type: index % 2 === 0 ? 'rep.visit_held' : 'web.page_view', amount: 1, count: 1, actorId: 1 },
  ...{ customerId: 1 + (index % 3), brand: 'ALPHA', at: now.getTime() - (1 + Math.floor(index / 4)) * 86_400_000 },
}));
const isUnreadable = (sourceKey: string): boolean => ['e1', 'e5', 'e10'].includes(sourceKey);

/** Says half of what was said, and throws at some events. */
const broken: ScoringHook = (event, context) => {
  if (isUnreadable(event.sourceKey)) throw new Error('what is this?');
  return say(event, context).map((contribution) => ({ ...contribution, amount: 0.5 }));
};

beforeEach(async () => {
  database = await testDatabase();
  await database.transaction(async (writer) => {
    await seed(
      writer,
      ids.map(() => 'professional'),
    );
    await storeHistory(writer, scoring, ids, history, now);
    await scoring.refresh(writer, ids, now);
  });
});
afterEach(() => database.close());

const maintenance = (registry: Registry): MaintenanceServices => ({
  ...{ database, registry, model: testModel, clock, log: { error: () => undefined } },
});
const faults: string[] = [];
const recalculated = async (registry: Registry) => {
  faults.length = 0;
  const onFault = (plugin: string, { code }: { readonly code: string }) => void faults.push(`${plugin} ${code}`);
  installIsolation(registry, createIsolation({ onFault }));
  await requestRecalculation({ database, clock }, { source: 'hooks', by: 'test' });
  return goOn(maintenance(registry));
};
const rows = <Row extends object>(text: string): Promise<readonly Row[]> => database.reader().query<Row>({ text });
const log = () =>
  rows<{ readonly key: string; readonly amount: number }>(
    `select i.source_key as key, c.amount from core.contribution c join core.interaction i on i.id = c.event_id
      where c.retracted_at is null order by length(i.source_key), 1`,
  );
const evidence = () => rows('select * from core.adoption_evidence where retracted_at is null order by event_id');
const expected = history.map(({ id }) => ({ key: id, amount: isUnreadable(id) ? 1 : 0.5 }));
const differences = async (registry: Registry) =>
  (await checkConsistency(maintenance(registry), { share: 1, day: '2026-11-21' })).incidents;

describe.each([
  ['one event at a time', scoringRegistry(broken)],
  ['many events at once', scoringRegistry(broken, batchOf(broken))],
])('a recalculation by a hook that throws, asked for %s', (_how, registry) => {
  it('leaves what was said of the events it throws at, says so, and follows it for all others', async () => {
    const before = await evidence();
    expect(before).toHaveLength(12);
    expect(await recalculated(registry)).toMatchObject({ state: 'finished', eventsKept: 3, contributionsChanged: 9 });
    expect(await log()).toEqual(expected);
    expect(await evidence()).toEqual(before);
    expect(new Set(faults)).toEqual(new Set(['tests PLUGIN_FAILED']));
    expect(await differences(registry)).toEqual([]);
  });

  it('is asked for again every night until the hook is mended, and then leaves nothing behind', async () => {
    await recalculated(registry);
    const job = recalculationModule({ maintenance: maintenance(registry) }).jobs?.find(
      ({ id }) => id === 'core.retry-kept-events',
    );
    const principal = { subject: 'job:core.retry-kept-events', name: 'Again', roles: ['admin'] };
    const night = () =>
      database.transaction(
        (writer) =>
          job?.run({ writer, principal, now, payload: {}, log: () => undefined }) ??
          Promise.reject(new Error('There is no such job.')),
      );
    await night();
    expect(await latestRuns(database.reader(), 5)).toHaveLength(2);
    const mended = scoringRegistry((event, context) => say(event, context).map((one) => ({ ...one, amount: 0.5 })));
    expect(await goOn(maintenance(mended))).toMatchObject({ state: 'finished', eventsKept: 0 });
    expect((await log()).map(({ amount }) => amount)).toEqual(history.map(() => 0.5));
    await night();
    expect(await latestRuns(database.reader(), 5)).toHaveLength(2);
  });
});
