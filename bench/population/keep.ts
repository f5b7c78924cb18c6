import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config';
import { coreMigrations } from '../../src/db/core-migrations';
import { type EmbeddedDatabase, openEmbedded } from '../../src/db/embedded';
import { openPlatform, type Platform } from '../../src/open-platform';
import { goOn, requestRecalculation } from '../../src/scoring';
import { fillPopulation } from './fill';
import type { PopulationSize } from './size';

export interface KeptPopulation extends EmbeddedDatabase {
  readonly folder: string;
}

type Say = (line: string) => void;

/**
 * A database with a population of that size. It is made once per size, set of migrations and maker, and kept in the
 * temporary folder of the machine; `close` stops its server and leaves the data.
 */
export async function openPopulation(size: PopulationSize, say: Say): Promise<KeptPopulation> {
  const folder = join(tmpdir(), `rapport-bench-${size.customers}-${size.interactions}-${state(size)}`);
  const mark = join(folder, 'filled');
  if (!existsSync(mark)) await rm(folder, { recursive: true, force: true });
  const database = await openEmbedded({ dataFolder: folder, port: null, use: 'tool', say });
  try {
    if (!existsSync(mark)) {
      await fill(database.url, size, say);
      await writeFile(mark, '');
    }
  } catch (error) {
    await database.close();
    throw error;
  }
  return { ...database, folder };
}

async function fill(url: string, size: PopulationSize, say: Say): Promise<void> {
  const begun = performance.now();
  say(`Making ${size.customers} customers with ${size.interactions} contacts`);
  const platform = await openPlatform(readConfig({}, { DATABASE_URL: url, LOG_LEVEL: 'silent' }));
  try {
    await fillPopulation(platform.database, platform.registry, size);
    say(`Computing values (${seconds(begun)} so far)`);
    await computeValues(platform);
    await platform.database.pool.query('vacuum analyze');
    await platform.database.pool.query('checkpoint');
  } finally {
    await platform.close();
  }
  say(`Made in ${seconds(begun)}`);
}

/** Contributions, buckets and snapshots, as the recalculation job makes them from the contacts. */
async function computeValues({ database, maintenance, clock }: Platform): Promise<void> {
  await requestRecalculation({ database, clock }, { source: 'hooks', by: 'bench' });
  const run = await goOn(maintenance);
  if (run?.state !== 'finished') throw new Error('The values could not be computed.');
}

/** Changes when the tables change, or what is put into them. */
function state({ seed }: PopulationSize): string {
  const digest = createHash('sha256').update(String(seed));
  for (const { name } of coreMigrations) digest.update(name);
  for (const file of readdirSync(__dirname)
    .filter((name) => name.endsWith('.js'))
    .sort()) {
    digest.update(readFileSync(join(__dirname, file)));
  }
  return digest.digest('hex').slice(0, 12);
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(0)} s`;
