import { createIngest, type Ingest } from '../../src/ingest';
import { createKernel, loadPlugins, type Registry } from '../../src/kernel';
import { createScoring, ensureModel, refreshDirty, type Scoring } from '../../src/scoring';
import type { IntakeRecord } from '../../src/sdk';
import { systemClock } from '../../src/shared/clock';
import { type TestDatabase, testDatabase } from '../../src/testing';
import { projectRoot } from '../../test/architecture/source-files';

/** The write side of the platform on a database of its own. */
export interface WriteSide {
  readonly database: TestDatabase;
  readonly registry: Registry;
  readonly ingest: Ingest;
  /** Computes all outdated value snapshots. */
  refreshAll(): Promise<void>;
}

/** The four channels that come with the platform, or some of them. */
export async function loadRegistry(
  uses: readonly string[] = ['rep', 'email', 'web', 'conference'].map((id) => `rapport-plugin-${id}`),
): Promise<Registry> {
  const places = { workingDirectory: projectRoot, platformDirectory: projectRoot };
  const { plugins, faults } = await loadPlugins(
    uses.map((use) => ({ use })),
    places,
  );
  return createKernel({ platformVersion: '0.1.0', coreModules: [], plugins, loadFaults: faults }).registry;
}

/** @param change what the scoring is replaced by, to measure what it costs */
export async function writeSide(change: (scoring: Scoring) => Scoring = (scoring) => scoring): Promise<WriteSide> {
  const registry = await loadRegistry(['rapport-plugin-rep']);
  const database = await testDatabase();
  const clock = systemClock;
  const model = await ensureModel({ database, registry, clock, log: () => undefined });
  const scoring = change(createScoring(registry, model));
  const ingest = createIngest({ database, registry, scoring, clock, log: { warn: () => undefined } });
  const refreshAll = async (): Promise<void> => {
    const limit = 2_000;
    while ((await refreshDirty({ database, scoring, clock }, limit)) === limit);
  };
  return { database, registry, ingest, refreshAll };
}

/** Customers, brands and representatives that the call reports name. */
export async function loadMasterData(ingest: Ingest, customers: number): Promise<void> {
  const records: IntakeRecord[] = [
    ...[0, 1, 2].map(
      (n): IntakeRecord => ({
        kind: 'brand',
        source: 'bench',
        sourceKey: `b${n}`,
        code: `BRAND-${n}`,
        name: `Brand ${n}`,
      }),
    ),
    ...Array.from(
      { length: 20 },
      (_, n): IntakeRecord => ({
        kind: 'teamMember',
        source: 'bench',
        sourceKey: `t${n}`,
        code: `REP-${n}`,
        name: `Person ${n}`,
        role: 'representative',
      }),
    ),
    ...Array.from(
      { length: customers },
      (_, n): IntakeRecord => ({
        kind: 'customer',
        source: 'bench',
        sourceKey: `c${n}`,
        customerKind: 'professional',
        identifiers: [{ system: 'bench', value: `C-${n}` }],
        name: { family: `Family ${n}` },
      }),
    ),
  ];
  for (let from = 0; from < records.length; from += 2_000) {
    const items = records
      .slice(from, from + 2_000)
      .map((record, index) => ({ record, position: { line: from + index + 1 } }));
    await ingest.take(items, { id: 'bench', repeats: 'correct', snapshots: 'later' });
  }
}
