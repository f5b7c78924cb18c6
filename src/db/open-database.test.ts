import { serverUrl } from '../testing/server-url';
import { openDatabase } from './open-database';

const open = (url: string) =>
  openDatabase(
    { url, dataFolder: '.rapport', port: null, poolSize: 1, statementTimeout: 1_000 },
    { use: 'serve', plugins: [], say: () => undefined, onFault: () => undefined },
  );

describe('a DATABASE_URL that cannot be used', () => {
  it('is named, with what the server said, when the database does not exist', async () => {
    const url = new URL(serverUrl());
    url.pathname = '/nowhere';

    await expect(open(url.href)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(/^DATABASE_URL cannot be used: .*"nowhere"/),
    });
  });

  it('is named when the user does not exist', async () => {
    const url = new URL(serverUrl());
    url.username = 'nobody_here';

    await expect(open(url.href)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
