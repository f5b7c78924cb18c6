import { callPlugin } from '../../test/helpers/call-plugin';
import { roleNames } from '../auth';
import { type CustomerRecord, definePlugin, parseJson, RapportError, type WebHookAdapter } from '../sdk';
import { type TestApp, type TestRole, testApp } from './kit';
import { testDatabasePrefix } from './test-database';

const caller: WebHookAdapter = {
  id: 'exchange',
  title: 'Calls of the exchange',
  repeats: 'conflict',
  verify: ({ headers }) => {
    if (headers['x-secret'] !== 'open') throw new RapportError('SIGNATURE_INVALID', 'The header x-secret is wrong.');
  },
  read: ({ body, path, query }) => [
    {
      record: {
        ...{ kind: 'interaction', source: 'exchange', type: 'call.held', occurredAt: '2026-11-20T09:00:00Z' },
        sourceKey: `${path}-${query.part}`,
        customer: [{ system: 'crm', value: 'ana' }],
        details: parseJson(body.toString('utf8')) as Readonly<Record<string, unknown>>,
      },
      position: { line: 1 },
    },
  ],
};

/** The calls of the core's tests, with a door and a file of their own. */
const plugin = definePlugin({
  ...callPlugin.manifest,
  contribute: () => ({
    ...callPlugin().contributions,
    webHooks: [caller],
    jobs: [
      {
        ...{ id: 'call.note', title: 'Notes' },
        run: async ({ writer, now, payload, log }) => {
          await writer.execute({ text: 'create table public.note (text text)' });
          log('Noted.', { day: now.getUTCDate(), ...payload });
          if (payload.text === undefined) throw new RangeError('no text');
        },
      },
    ],
    importers: [
      {
        ...{ id: 'call.list', title: 'List of calls', format: 'One key per line.', repeats: 'correct' },
        async *read(input) {
          let text = '';
          for await (const chunk of input) text += String(chunk);
          for (const [index, sourceKey] of text.trim().split('\n').entries()) {
            yield {
              record: {
                ...{ kind: 'interaction', source: 'list', type: 'call.left', occurredAt: '2026-11-20T10:00:00Z' },
                ...{ sourceKey, customer: [{ system: 'crm', value: 'ana' }], details: {} },
              },
              position: { line: index + 1 },
            };
          }
        },
      },
    ],
  }),
});

const ana: CustomerRecord = {
  ...{ kind: 'customer', source: 'test', sourceKey: 'ana', customerKind: 'professional' },
  identifiers: [{ system: 'crm', value: 'ana' }],
  name: { given: 'Ana', family: 'Lund' },
};

describe('the test app', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await testApp({ plugins: [{ use: plugin }], now: '2026-11-21T12:00:00Z' });
    await app.take([ana]);
  }, 60_000);
  afterAll(() => app?.close());

  const name = '{ customerByIdentifier(system: "crm", value: "ana") { displayName } }';

  it('answers over HTTP and counts the statements', async () => {
    const answer = await app.query(name);
    expect(answer.statements).toBeGreaterThan(0);
    expect(answer).toEqual({
      data: { customerByIdentifier: { displayName: 'Ana Lund' } },
      errors: [],
      statements: expect.any(Number),
    });
  });

  it('tells faults by their codes instead of throwing', async () => {
    const { errors, statements } = await app.query('{ node(id: "nonsense") { id } }');
    expect(errors.map(({ extensions }) => extensions?.code)).toEqual(['ID_INVALID']);
    expect(statements).toBe(0);
    const { data } = await app.mutate('mutation { nothingOfThatName }');
    expect(data).toBeNull();
  });

  it('sends to a web hook what other systems would send', async () => {
    const send = (headers: Readonly<Record<string, string>>) =>
      app.sendToAdapter('call/exchange', { path: 'a', query: { part: '1' }, headers, body: '{"minutes":30}' });
    expect(await send({ 'x-secret': 'open' })).toMatchObject({ status: 200, counts: { accepted: 1 }, refusal: null });
    expect(await send({ 'x-secret': 'open' })).toMatchObject({ status: 200, counts: { repeated: 1 } });
    expect(await send({})).toMatchObject({ status: 401, counts: {}, refusal: { code: 'SIGNATURE_INVALID' } });
    const rows = await app.sql<{ key: string }>('select source_key as key from core.interaction where source = $1', [
      'exchange',
    ]);
    expect(rows).toEqual([{ key: 'a-1' }]);
  });

  it('reads a text by an importer, and names those there are when it has none of that name', async () => {
    expect(await app.importText('call.list', 'one\ntwo\n')).toMatchObject({ accepted: 2 });
    await expect(app.importText('call.liszt', '')).rejects.toThrow('call.list.');
  });

  it('runs a job in a transaction, hands on what it throws, and names those there are', async () => {
    const tables = () => app.sql(`select from pg_tables where tablename = 'note'`);
    await expect(app.runJob('call.note')).rejects.toThrow(new RangeError('no text'));
    expect(await tables()).toEqual([]);
    expect(await app.runJob('call.note', { text: 'a' })).toEqual({
      log: [{ message: 'Noted.', figures: { day: 21, text: 'a' } }],
    });
    expect(await tables()).toHaveLength(1);
    await expect(app.runJob('call.nota')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('call.note'),
    });
  });

  it('asks as any role, with the reach that is given', async () => {
    const seen = async (token: string) => (await app.query(name, {}, { token })).data;
    expect(await seen(await app.token('rep'))).toEqual({ customerByIdentifier: { displayName: 'Ana Lund' } });
    expect(await seen(await app.token('rep', { countries: ['FR'] }))).toEqual({ customerByIdentifier: null });
  });

  it('stands still at the instant it is sent to', async () => {
    app.travelTo('2026-11-22T08:30:00Z');
    await app.take([
      {
        ...{ kind: 'interaction', source: 'test', sourceKey: 'left', type: 'call.left', details: {} },
        ...{ customer: ana.identifiers, occurredAt: '2026-11-22T08:00:00Z' },
      },
    ]);
    const { data } = await app.query(`{ customerByIdentifier(system: "crm", value: "ana") {
      timeline(first: 1) { nodes { sourceKey recordedAt } } } }`);
    expect(data).toEqual({
      customerByIdentifier: { timeline: { nodes: [{ sourceKey: 'left', recordedAt: '2026-11-22T08:30:00.000Z' }] } },
    });
  });

  it('knows every role of the platform', async () => {
    const everyRole: readonly TestRole[] = roleNames;
    const tokens = await Promise.all(everyRole.map((role) => app.token(role)));
    const answers = await Promise.all(tokens.map((token) => app.query('{ __typename }', {}, { token })));
    expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  });

  it('leaves nothing behind when a plugin is refused', async () => {
    const before = await databases();
    const broken = definePlugin({ ...callPlugin.manifest, engine: '^9.0.0', contribute: () => ({}) });
    await expect(testApp({ plugins: [{ use: broken }] })).rejects.toMatchObject({ code: 'PLUGIN_ENGINE_MISMATCH' });
    expect(await databases()).toEqual(before);
  });

  const databases = () =>
    app.sql<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1) order by 1', [
      testDatabasePrefix,
    ]);
});
