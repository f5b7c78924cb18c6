import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type App, createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { createTestDatabase } from '../../src/testing';
import { projectRoot } from '../architecture/source-files';
import { addCustomer, askOf, rowsOfApp } from '../helpers/hostile-app';

jest.setTimeout(90_000);

const hoarderPath = join(projectRoot, 'dist/test/fixtures/plugins/hoarder');
let database: Awaited<ReturnType<typeof createTestDatabase>>;
let app: App;

const open = (options: Readonly<Record<string, unknown>>): Promise<App> => {
  const environment = { NODE_ENV: 'test', DATABASE_URL: database.url, RAPPORT_DEMO: 'no', LOG_LEVEL: 'silent' };
  const plugins = [{ use: hoarderPath, isolation: 'worker', memory: 64, options } as const];
  return createApp(readConfig({ port: '0' }, environment), {
    plugins,
    clock: { now: () => new Date('2026-11-21T12:00:00Z') },
  });
};

beforeAll(async () => {
  database = await createTestDatabase();
  app = await open({});
  await addCustomer(app);
  await addCustomer(app, 'bea');
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let round = 0; round < 400; round += 1) {
    if (await condition()) return;
    await pause(25);
  }
  throw new Error('It did not happen within ten seconds');
}

const idOf = async (name: string): Promise<string> => {
  const { data } = await askOf(app, `{ customerByIdentifier(system: "crm", value: "${name}") { id } }`);
  return (data as { readonly customerByIdentifier: { readonly id: string } }).customerByIdentifier.id;
};
const slots = async () => {
  const { data } = await askOf(app, '{ plugins { id state slots { kind name calls errors } } }');
  return (data as { readonly plugins: readonly { readonly state: string; readonly slots: readonly object[] }[] })
    .plugins;
};

describe('a plugin with tables of its own in a thread of its own', () => {
  it('writes its table by its job, and reads it from its thread with its own rights', async () => {
    const ids = await rowsOfApp<{ readonly id: number }>(app, 'select id from core.customer order by id');
    const copies = ids.map(({ id }, index) => [id, `copy ${index}`]);
    await app.jobs.add('hoarder.copy', { copies });
    await until(async () => (await rowsOfApp(app, 'select from plugin_hoarder.copy')).length === 2);
    await app.isolation.workerOf('hoarder')?.started();
    const { data, errors } = await askOf(app, '{ customers { nodes { hoarder hoarderSpies } } }');
    expect(data).toEqual({
      customers: {
        nodes: [
          { hoarder: 'copy 0', hoarderSpies: null },
          { hoarder: 'copy 1', hoarderSpies: null },
        ],
      },
    });
    expect(errors?.map(({ path }) => path)).toEqual([
      ['customers', 'nodes', 0, 'hoarderSpies'],
      ['customers', 'nodes', 1, 'hoarderSpies'],
    ]);
    expect(app.isolation.slot('hoarder', 'load', 'Customer.hoarder').meter.statements).toBe(1);
  });

  it('scores in its thread, and its rows are exported and erased with the rest of a person', async () => {
    const { data } = await askOf(
      app,
      `mutation { recordInteractions(input: { source: "t", items: [{ sourceKey: "1", type: "hoarder.kept",
        customer: { identifiers: [{ system: "crm", value: "ada" }] }, occurredAt: "2026-11-20T09:00:00Z", details: { what: "paper" } }] }) { recorded } }`,
    );
    expect(data).toMatchObject({ recordInteractions: { recorded: 1 } });
    expect(await rowsOfApp(app, 'select signal from core.contribution')).toEqual([{ signal: 'hoarder.kept' }]);
    const erasure = await askOf(
      app,
      `mutation { eraseCustomer(input: { customerId: "${await idOf('ada')}", ground: REQUEST }) { erasure { id } } }`,
    );
    expect(erasure.errors).toBeUndefined();
    expect(await rowsOfApp(app, 'select what from plugin_hoarder.copy')).toEqual([{ what: 'copy 1' }]);
  });

  it('shows each slot that was used', async () => {
    const [hoarder] = await slots();
    expect(hoarder?.slots).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'SCORE', calls: 1, errors: 0 }),
        expect.objectContaining({ kind: 'CHECK', name: 'hoarder.kept', errors: 0 }),
        expect.objectContaining({ kind: 'LOAD', name: 'Customer.hoarder', calls: 1, errors: 0 }),
        expect.objectContaining({ kind: 'ERASE', calls: 1, errors: 0 }),
        expect.objectContaining({ kind: 'JOB', name: 'hoarder.copy', calls: 1, errors: 0 }),
      ]),
    );
  });

  it('keeps a person from being told to be erased when it fails to, with a code that names it', async () => {
    await app.close();
    app = await open({ mode: 'throw' });
    const id = await idOf('bea');
    const { data, errors } = await askOf(
      app,
      `mutation { eraseCustomer(input: { customerId: "${id}", ground: REQUEST }) { erasure { id } } }`,
    );
    expect(data).toBeNull();
    expect(errors).toMatchObject([
      { path: ['eraseCustomer'], extensions: { code: 'PLUGIN_FAILED', plugin: 'hoarder' } },
    ]);
    expect(JSON.stringify(errors)).not.toContain('swordfish');
    expect(await idOf('bea')).toBe(id);
    const [hoarder] = await slots();
    expect(hoarder).toMatchObject({ state: 'FAULTY', slots: [{ kind: 'ERASE', calls: 1, errors: 1 }] });
  });
});
