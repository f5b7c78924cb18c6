import { scoringRegistry } from '../../test/helpers/scoring-fixture';
import type { Registry } from '../kernel/registry';
import { fixedClock } from '../shared/clock';
import { type TestDatabase, testDatabase } from '../testing';
import { ensureModel } from './ensure-model';

let database: TestDatabase;
const messages: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

const full = scoringRegistry();
const fewer: Registry = { ...full, signals: new Map([...full.signals].filter(([signal]) => signal !== 'conf.spoke')) };
const clock = fixedClock('2026-11-21T09:30:00Z');
const ensure = (registry: Registry) =>
  ensureModel({ database, registry, clock, log: (message) => messages.push(message) });
const stored = () =>
  database.reader().query({ text: 'select name, state, approved_by from core.value_model order by created_at, name' });
const by = 'automatic: declarations of installed plugins';

describe('the value model in force', () => {
  it('is the default document on an empty installation, however many instances start at once', async () => {
    const models = await Promise.all([ensure(fewer), ensure(fewer), ensure(fewer)]);
    expect(new Set(models.map(({ hash }) => hash)).size).toBe(1);
    expect(await stored()).toEqual([{ name: 'vm-1.0.0', state: 'approved', approved_by: by }]);
    expect(messages).toEqual(['The default value model is in force.']);
  });

  it('stays while plugins declare nothing new, and comes back the same from the database', async () => {
    const [first, second] = [await ensure(fewer), await ensure(fewer)];
    expect(second).toEqual(first);
    expect(first.document.signals['rep.visit_held']?.weight).toBe(10);
  });

  it('gives way to a successor when a plugin declares a new signal; stored values are then outdated', async () => {
    const before = await ensure(fewer);
    await database.transaction(async (writer) => {
      await writer.execute({
        text: `insert into core.customer (kind, display_name, created_at, updated_at) values ('professional', 'Ada', now(), now())`,
      });
      await writer.execute({
        text: 'insert into core.customer_value (customer_id, model_hash, computed_at) select id, $1, now() from core.customer',
        values: [before.hash],
      });
    });
    const model = await ensure(full);
    expect(model.name).toBe('vm-1.0.0+1');
    expect(await stored()).toEqual([
      { name: 'vm-1.0.0', state: 'retired', approved_by: by },
      { name: 'vm-1.0.0+1', state: 'approved', approved_by: by },
    ]);
    expect(messages.at(-1)).toBe('The value model vm-1.0.0 gave way to vm-1.0.0+1.');
    expect(await database.reader().query({ text: 'select dirty from core.customer_value' })).toEqual([{ dirty: true }]);
  });

  it('refuses to start on a document that contradicts itself', async () => {
    await database.transaction((writer) =>
      writer.execute({ text: `update core.value_model set document = jsonb_set(document, '{channels}', '{}')` }),
    );
    await expect(ensure(full)).rejects.toThrow(/unknown channel/);
  });
});
