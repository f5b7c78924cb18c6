import type { Platform } from '../../open-platform';
import { refreshDirty } from '../../scoring';
import { type DemoRun, findDemoRun, finishDemoRun, hasCustomers, openDemoRun } from './demo-run.store';
import { type DemoProgress, demoSeed, loadDemo } from './load-demo';

const refreshBatch = 2_000;

export interface FirstStart {
  readonly customers: number;
  /** Called after each transaction; what it throws ends the load, which the next start takes up again. */
  readonly onProgress: (progress: DemoProgress) => void;
}

/**
 * Loads demo data into a database that has no customers, and finishes a load that was interrupted.
 *
 * @returns what was loaded; null when there was nothing to do
 */
export async function loadDemoOnFirstStart(platform: Platform, given: FirstStart): Promise<DemoProgress | null> {
  const run = await findOrOpenRun(platform, given.customers);
  if (run === null) return null;
  const { database, ingest, clock } = platform;
  const options = { ...run.options, until: new Date(run.options.until) };
  const progress = await loadDemo(ingest, options, given.onProgress);
  await database.transaction((writer) => finishDemoRun(writer, run, progress.counts, clock.now()));
  while ((await refreshDirty(platform, refreshBatch)) === refreshBatch) given.onProgress(progress);
  return progress;
}

/** Plugins whose contacts the demo data hold. */
export const demoPlugins: readonly string[] = ['rep', 'email', 'web', 'conference'];

/** Those of them that do not run: without one of them the data would be refused. */
export function missingDemoPlugins({ registry }: Pick<Platform, 'registry'>): readonly string[] {
  return demoPlugins.filter((id) => !registry.plugins.some(({ manifest }) => manifest.id === id));
}

async function findOrOpenRun({ database, clock }: Platform, customers: number): Promise<DemoRun | null> {
  const reader = database.reader();
  const found = await findDemoRun(reader);
  if (found !== null) return found.state === 'finished' ? null : found;
  if (await hasCustomers(reader)) return null;
  const options = { customers, seed: demoSeed, until: clock.now().toISOString() };
  return database.transaction((writer) => openDemoRun(writer, options, clock.now()));
}
