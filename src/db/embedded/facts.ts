import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** How to reach the embedded database of a data folder; kept in it as `database.json`, readable by its owner only. */
const form = z.object({
  port: z.number().int(),
  user: z.string(),
  password: z.string(),
  database: z.string(),
  /** Where the server keeps its files when its user cannot enter the data folder; null: in the data folder. */
  elsewhere: z.string().nullable(),
});
export type DatabaseFacts = z.output<typeof form>;

export async function readFacts(dataFolder: string): Promise<DatabaseFacts | null> {
  const text = await readFile(factsFile(dataFolder), 'utf8').catch(() => null);
  const parsed = text === null ? null : form.safeParse(JSON.parse(text));
  return parsed?.success ? parsed.data : null;
}

export async function writeFacts(dataFolder: string, facts: DatabaseFacts): Promise<void> {
  await writePrivate(factsFile(dataFolder), `${JSON.stringify(facts, null, 2)}\n`);
}

/** Facts for a new database: a random password, any free port unless one is given. */
export async function newFacts(port: number | null): Promise<DatabaseFacts> {
  return {
    port: port ?? (await freePort()),
    user: 'rapport',
    password: randomBytes(24).toString('hex'),
    database: 'rapport',
    elsewhere: null,
  };
}

export function urlOf(facts: DatabaseFacts, database = facts.database): string {
  return `postgres://${facts.user}:${facts.password}@127.0.0.1:${facts.port}/${database}`;
}

/** Mode 0600, owned by whoever owns the folder, so that root leaves nothing behind that an ordinary user cannot read. */
export async function writePrivate(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, text, { mode: 0o600 });
  if (process.getuid?.() === 0) {
    const { uid, gid } = await stat(dirname(path));
    await chown(draft, uid, gid);
  }
  await rename(draft, path);
}

export function freePort(): Promise<number> {
  return portOf(0);
}

export async function isFree(port: number): Promise<boolean> {
  return portOf(port).then(
    () => true,
    () => false,
  );
}

function portOf(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : wanted));
    });
  });
}

function factsFile(dataFolder: string): string {
  return join(dataFolder, 'database.json');
}
