/**
 * Intake with scoring beside the same intake with scoring switched off, interleaved:
 * `npm run bench -- intake-scoring --rows 20000 --rounds 3`. Values are marked for refresh; the refresh is shown apart.
 */
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Scoring } from '../src/scoring';
import type { IntakeItem } from '../src/sdk';
import { callReportFile } from './import/call-reports';
import { loadMasterData, type WriteSide, writeSide } from './import/platform';
import { median, table, withDatabaseServer } from './report';

export async function benchIntakeScoring(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '20000' },
      customers: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const [rows, customers, rounds] = [Number(values.rows), Number(values.customers), Number(values.rounds)];
  const file = callReportFile(rows, customers);
  const times = { scored: [] as number[], off: [] as number[], refresh: [] as number[] };
  await withDatabaseServer(async () => {
    for (let round = 0; round < rounds; round += 1) {
      const scored = await prepared(customers);
      times.scored.push(await takeAll(scored, file));
      times.refresh.push(await timed(() => scored.refreshAll()));
      await scored.database.close();
      const off = await prepared(customers, withoutScoring);
      times.off.push(await takeAll(off, file));
      await off.database.close();
    }
  });
  const perSecond = (milliseconds: number): string => String(Math.round((rows / milliseconds) * 1_000));
  table([
    ['what', 'rows/s (median)', 'rounds'],
    ['intake with scoring', perSecond(median(times.scored)), times.scored.map(perSecond).join(' ')],
    ['intake with scoring switched off', perSecond(median(times.off)), times.off.map(perSecond).join(' ')],
    ['ratio', (median(times.off) / median(times.scored)).toFixed(2), ''],
    [`refresh of ${customers} values afterwards`, `${Math.round(median(times.refresh))} ms`, ''],
  ]);
}

async function prepared(customers: number, change?: (scoring: Scoring) => Scoring): Promise<WriteSide> {
  const side = await writeSide(change);
  await loadMasterData(side.ingest, customers);
  return side;
}

/** Interactions are stored as ever; no hook runs, no contribution, bucket, evidence or value is written. */
function withoutScoring(scoring: Scoring): Scoring {
  const nothing = async (): Promise<void> => undefined;
  const says = { contributions: [], evidence: [], touchCost: null, faults: [] };
  const score: Scoring['score'] = (input) => ({ input, modelHash: scoring.modelHash, ...says });
  return {
    modelHash: scoring.modelHash,
    score,
    scoreAll: (inputs) => inputs.map(score),
    record: nothing,
    retract: nothing,
    refresh: nothing,
    markDirty: nothing,
    open: nothing,
  };
}

async function takeAll({ ingest, registry }: WriteSide, file: string): Promise<number> {
  const importer = registry.importers.get('rep.call-reports')?.value;
  if (importer === undefined) throw new Error('The importer rep.call-reports is missing.');
  return timed(async () => {
    let batch: IntakeItem[] = [];
    for await (const item of importer.read(Readable.from([Buffer.from(file)]), { name: 'bench.csv', options: {} })) {
      batch.push(item);
      if (batch.length < 2_000) continue;
      await ingest.take(batch, { id: 'bench', repeats: 'correct', snapshots: 'later' });
      batch = [];
    }
    if (batch.length > 0) await ingest.take(batch, { id: 'bench', repeats: 'correct', snapshots: 'later' });
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
