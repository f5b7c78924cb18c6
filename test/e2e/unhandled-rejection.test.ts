import { join } from 'node:path';
import { createTestDatabase } from '../../src/testing';
import { projectRoot } from '../architecture/source-files';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';

jest.setTimeout(120_000);

describe('a rejection that nobody waits for', () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  let platform: PlatformProcess;

  beforeAll(async () => {
    database = await createTestDatabase();
    platform = await startPlatform({
      DATABASE_URL: database.url,
      RAPPORT_PLUGINS: JSON.stringify([join(projectRoot, 'dist/test/fixtures/plugins/forgetful')]),
    });
    await platform.graphql(`mutation { upsertCustomer(input: { source: "test", sourceKey: "1", kind: ORGANIZATION,
      identifiers: [{ system: "test", value: "1" }], organizationName: "Harbour" }) { status } }`);
  });
  afterAll(async () => {
    await platform?.stop();
    await database?.drop();
  });

  it('is logged as an incident, and the server goes on', async () => {
    const query = '{ customers { nodes { forgetful { count } } } }';
    const answer = await platform.graphql(query);
    expect(answer.errors).toHaveLength(1);
    while (!platform.output().includes('"incidents":1')) {
      if (platform.child.exitCode !== null) throw new Error(`The server ended: ${platform.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(platform.output()).toMatch(/"incident":"[0-9a-f-]{36}"/);
    expect(platform.output()).toContain('too late');
    expect((await platform.graphql('{ customers { totalCount } }')).data).toEqual({ customers: { totalCount: 1 } });
  });
});
