import type { App } from '../../src/app';
import { createTestDatabase } from '../../src/testing';
import { type CommandProcess, commandProcess } from '../helpers/command-process';
import { addCustomer, askOf, deliver, hostileApp, hostilePath, rowsOfApp } from '../helpers/hostile-app';

jest.setTimeout(90_000);

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let app: App;
let commands: CommandProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  app = await hostileApp(database.url);
  commands = commandProcess({ env: { DATABASE_URL: database.url, LOG_LEVEL: 'silent' } });
  await addCustomer(app);
  await deliver(app, 'throw\nkey fine');
  await app.database.transaction((writer) =>
    writer.execute({ text: 'update core.intake_set_aside set dead_at = now()' }),
  );
});
afterAll(async () => {
  await commands?.stop();
  await app?.close();
  await database?.drop();
});

const rapport = (tame: boolean, ...args: readonly string[]) => {
  const plugins = ['rapport-plugin-rep', { use: hostilePath, options: { tame } }];
  return commands.rapportWith({ RAPPORT_PLUGINS: JSON.stringify(plugins) }, ...args);
};
const lines = ({ stdout }: { readonly stdout: string }) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as object);

describe('dead letters', () => {
  it('are listed by the API, with what they say, and by the command, without', async () => {
    const { data } = await askOf(app, '{ setAsideRecords(dead: true) { nodes { plugin failures raw deadAt } } }');
    expect(data).toMatchObject({ setAsideRecords: { nodes: [{ plugin: 'hostile', raw: 'throw\nkey fine' }] } });
    const listed = await rapport(false, 'dead-letters');
    expect(lines(listed)).toMatchObject([{ plugin: 'hostile', door: 'hook:hostile/door', failures: 1 }]);
    expect(listed.stdout).not.toContain('key fine');
    expect((await rapport(false, 'dead-letters', '--plugin', 'rep')).stdout).toBe('');
  });

  it('do not hold up what comes after them', async () => {
    expect(await deliver(app, 'fine\nlater fine')).toMatchObject({ status: 200, body: { counts: { accepted: 1 } } });
  });

  it('stay when the plugin fails again', async () => {
    const { data } = await askOf(
      app,
      'mutation { resubmitSetAsideRecords(input: { plugin: "hostile" }) { outcomes { status problem { code } } } }',
    );
    expect(data).toEqual({
      resubmitSetAsideRecords: { outcomes: [{ status: 'WAITING', problem: { code: 'PLUGIN_FAILED' } }] },
    });
  });

  it('are taken when they are replayed by the command with a plugin that works', async () => {
    await app.database.transaction((writer) =>
      writer.execute({ text: 'update core.intake_set_aside set dead_at = now() where dead_at is null' }),
    );
    expect(lines(await rapport(true, 'dead-letters', '--replay'))).toEqual([{ status: 'accepted', sourceKey: 'key' }]);
    expect(await rowsOfApp(app, 'select source_key from core.interaction order by 1')).toEqual([
      { source_key: 'key' },
      { source_key: 'later' },
    ]);
    expect(lines(await rapport(true, 'dead-letters'))).toEqual([]);
  });

  it('are jobs, too: listed and queued again by the API and by the command', async () => {
    const giveUp = () =>
      app.database.transaction((writer) =>
        writer.query({
          text: `select from graphile_worker.permanently_fail_jobs(array[(
            select id from graphile_worker.add_job('hostile.fail', '{}', run_at := now() + interval '1 day', max_attempts := 5))],
            'out of ink')`,
        }),
      );
    const list = '{ failedJobs(plugin: "hostile") { job plugin attempts reason } }';
    const failed = { job: 'hostile.fail', plugin: 'hostile', attempts: 5, reason: 'out of ink' };
    await giveUp();
    expect((await askOf(app, list)).data).toEqual({ failedJobs: [failed] });
    expect((await askOf(app, '{ failedJobs(plugin: "rep") { job } }')).data).toEqual({ failedJobs: [] });
    expect(lines(await rapport(true, 'dead-letters', '--plugin', 'hostile'))).toMatchObject([failed]);
    const again = 'mutation { retryFailedJobs(input: { plugin: "hostile" }) { queued { job reason } } }';
    expect((await askOf(app, again)).data).toEqual({
      retryFailedJobs: { queued: [{ job: 'hostile.fail', reason: 'out of ink' }] },
    });
    expect((await askOf(app, list)).data).toEqual({ failedJobs: [] });
    await giveUp();
    expect(lines(await rapport(true, 'dead-letters', '--replay'))).toMatchObject([
      { status: 'queued', job: 'hostile.fail' },
    ]);
    expect((await askOf(app, list)).data).toEqual({ failedJobs: [] });
  });

  it('are tried again all or not at all: more jobs than one request takes are refused', async () => {
    const given = async (count: number, limit = 200) => {
      const ids = Array.from({ length: count }, (_, id) => Buffer.from(`FailedJob:${id + 1}`).toString('base64url'));
      const input = `{ ids: ${JSON.stringify(ids)}, limit: ${limit} }`;
      const { data, errors } = await askOf(app, `mutation { retryFailedJobs(input: ${input}) { queued { id } } }`);
      return errors?.map(({ extensions, message }) => `${extensions.code}: ${message}`) ?? data;
    };
    expect(await given(200)).toEqual({ retryFailedJobs: { queued: [] } });
    expect(await given(201)).toEqual(['BAD_INPUT: input.ids has 201 ids; one request takes 1 to 200.']);
    expect(await given(0)).toEqual(['BAD_INPUT: input.ids has 0 ids; one request takes 1 to 200.']);
    expect(await given(3, 2)).toEqual([
      'BAD_INPUT: input.ids has 3 ids; one request takes 1 to 200, and input.limit of this one is 2.',
    ]);
  });

  it('go with a person who is erased', async () => {
    await addCustomer(app, 'lovelace');
    await deliver(app, 'throw\nabout lovelace');
    await deliver(app, 'fine\nabout somebody else');
    const found = await askOf(app, '{ customerByIdentifier(system: "crm", value: "lovelace") { id } }');
    const { id } = (found.data as { customerByIdentifier: { id: string } }).customerByIdentifier;
    const { errors } = await askOf(
      app,
      `mutation { eraseCustomer(input: { customerId: "${id}", ground: REQUEST }) { erasure { id } } }`,
    );
    expect(errors).toBeUndefined();
    const kept = await rowsOfApp<{ readonly raw: string }>(
      app,
      `select raw from core.intake_set_aside where resolved_at is null and record ->> 'kind' = 'delivery'`,
    );
    expect(kept).toEqual([{ raw: 'fine\nabout somebody else' }]);
  });
});
