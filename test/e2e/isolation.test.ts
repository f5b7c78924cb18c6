import type { App } from '../../src/app';
import { createTestDatabase } from '../../src/testing';
import { addCustomer, askOf, deliver, hostileApp, rowsOfApp } from '../helpers/hostile-app';

jest.setTimeout(60_000);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let app: App;
let now = new Date('2026-11-21T12:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  app = await hostileApp(database.url, {}, () => now);
  await addCustomer(app);
  await addCustomer(app, 'bea');
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const gapOf = (place: number, field: string, code: string) =>
  expect.objectContaining({
    path: ['customers', 'nodes', place, field],
    extensions: { code, plugin: 'hostile', retryable: code !== 'PLUGIN_FAILED' },
  });

describe('a plugin that does harm in the process of the platform', () => {
  it('is missing from answers where it fails, each time with its code at its place, and the rest is whole', async () => {
    const { data, errors } = await askOf(
      app,
      '{ customers { totalCount nodes { displayName hostileFine hostileThrows hostileHangs hostileFloods } } }',
    );
    const gaps = { hostileThrows: null, hostileHangs: null, hostileFloods: null };
    const nodes = ['Ada ada', 'Ada bea'].map((displayName) => ({ displayName, hostileFine: 'fine', ...gaps }));
    expect(data).toEqual({ customers: { totalCount: 2, nodes } });
    expect(errors).toHaveLength(6);
    for (const place of [0, 1]) {
      expect(errors).toContainEqual(gapOf(place, 'hostileThrows', 'PLUGIN_FAILED'));
      expect(errors).toContainEqual(gapOf(place, 'hostileHangs', 'PLUGIN_TIMEOUT'));
      expect(errors).toContainEqual(gapOf(place, 'hostileFloods', 'PLUGIN_FAILED'));
    }
    expect(JSON.stringify(errors)).not.toContain('swordfish');
  });

  it('is missing from mutations and other operations of graphql-js alike', async () => {
    const { data, errors } = await askOf(
      app,
      `mutation { upsertCustomer(input: { source: "t", sourceKey: "cyd", kind: PROFESSIONAL, name: { family: "Cyd" },
        identifiers: [{ system: "crm", value: "cyd" }] }) { customer { displayName hostileThrows } } }`,
    );
    expect(data).toEqual({ upsertCustomer: { customer: { displayName: 'Cyd', hostileThrows: null } } });
    expect(errors).toMatchObject([
      { path: ['upsertCustomer', 'customer', 'hostileThrows'], extensions: { plugin: 'hostile' } },
    ]);
  });

  it('is left alone once it has failed often, field by field', async () => {
    for (let time = 0; time < 6; time += 1) await askOf(app, '{ customers { nodes { hostileThrows } } }');
    const { data, errors } = await askOf(app, '{ customers { nodes { hostileFine hostileThrows } } }');
    expect(errors?.[0]).toEqual(gapOf(0, 'hostileThrows', 'PLUGIN_UNAVAILABLE'));
    expect(data).toMatchObject({ customers: { nodes: [{ hostileFine: 'fine', hostileThrows: null }, {}, {}] } });
  });

  it('has deliveries kept that it cannot read, and those behind them, until they can be read in order', async () => {
    expect(await deliver(app, 'fine\none fine')).toMatchObject({ status: 200, body: { counts: { accepted: 1 } } });
    expect(await deliver(app, 'throw\ntwo fine')).toMatchObject({
      status: 202,
      body: { kept: { code: 'PLUGIN_FAILED' } },
    });
    now = new Date(now.getTime() + 1_000);
    expect(await deliver(app, 'fine\nthree fine')).toMatchObject({
      status: 202,
      body: { kept: { code: 'PLUGIN_UNAVAILABLE' } },
    });
    expect(await deliver(app, 'fine', { 'x-signature': 'wrong' })).toMatchObject({ status: 401 });
    const waiting = '{ setAsideRecords(plugin: "hostile", dead: false) { nodes { door code failures retryAt raw } } }';
    expect((await askOf(app, waiting)).data).toMatchObject({
      setAsideRecords: { nodes: [{ door: 'hook:hostile/door', failures: 1, raw: 'throw\ntwo fine' }, { failures: 0 }] },
    });
    await app.close();
    now = new Date(now.getTime() + 60_000);
    app = await hostileApp(database.url, { options: { tame: true } }, () => now);
    await app.deliveries.retryDue(now);
    const taken = `select resolution, received_at from core.intake_set_aside order by received_at, line`;
    expect(await rowsOfApp(app, taken)).toMatchObject([{ resolution: 'taken' }, { resolution: 'taken' }]);
    const { data } = await askOf(app, '{ customers { nodes { displayName timeline { totalCount } } } }');
    expect(data).toMatchObject({
      customers: { nodes: [{ displayName: 'Ada ada', timeline: { totalCount: 3 } }, {}, {}] },
    });
    expect((await deliver(app, 'fine\nfour fine')).status).toBe(200);
  });

  it('cannot flood the intake', async () => {
    await app.close();
    app = await hostileApp(database.url, {}, () => now);
    const answer = await deliver(app, 'flood');
    expect(answer).toMatchObject({ status: 202, body: { kept: { code: 'PLUGIN_FAILED' } } });
    expect(JSON.stringify(answer.body)).toContain('more than 100000 items');
  });

  it('shows what it did, slot by slot, in its state and in figures', async () => {
    const reports = app.isolation.reportsOf('hostile');
    expect(reports).toContainEqual(expect.objectContaining({ kind: 'read', name: 'door', errors: 1, state: 'closed' }));
    const { data } = await askOf(
      app,
      '{ plugins { id state faults { code } slots { kind name state calls errors timeouts refused p95 } } }',
    );
    const door = { name: 'door', state: 'CLOSED', calls: 1, timeouts: 0, refused: 0, p95: expect.any(Number) };
    expect(data).toMatchObject({
      plugins: [
        {
          ...{ id: 'hostile', state: 'FAULTY', faults: [{ code: 'PLUGIN_FAILED' }] },
          slots: [
            { ...door, kind: 'VERIFY', errors: 0 },
            { ...door, kind: 'READ', errors: 1 },
          ],
        },
        { id: 'rep', slots: [] },
      ],
    });
  });
});
