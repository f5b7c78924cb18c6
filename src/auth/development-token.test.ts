import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDevelopmentToken, mintDevelopmentToken } from './development-token';

const now = new Date('2026-11-21T12:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'rapport-token-'));
afterAll(() => rmSync(folder, { recursive: true }));
const mint = (from: Date) => mintDevelopmentToken(folder, { sub: 'me', roles: ['rep'] }, { from, hours: 1 });

it('a development token is good for the server of its own data folder', async () => {
  const token = await mint(now);
  expect(await checkDevelopmentToken(folder, token, now)).toMatchObject({ subject: 'me', roles: ['rep'] });
  const elsewhere = join(folder, 'other');
  await expect(checkDevelopmentToken(elsewhere, token, now)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('a development token ends', async () => {
  const token = await mint(new Date(now.getTime() - 3_601_000));
  await expect(checkDevelopmentToken(folder, token, now)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

it('the secret behind development tokens is its owner’s alone', async () => {
  await mint(now);
  expect(statSync(join(folder, 'development.key')).mode & 0o077).toBe(0);
});
