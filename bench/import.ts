/**
 * Rows per second of an import end to end (read, check, claim, store, score, roll up, refresh values) beside a bare
 * multi-row INSERT of the same interaction rows, interleaved in one run: `npm run bench -- import --rows 20000 --rounds 3`.
 */
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { runImport } from '../src/ingest';
import { systemClock } from '../src/shared/clock';
import { callReportFile } from './import/call-reports';
import { loadMasterData, type WriteSide, writeSide } from './import/platform';
import { insertBare, storedRows } from './import/reference';
import { median, table, withDatabaseServer } from './report';

export async function benchImport(args: readonly string[]): Promise<void> {
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
  const ours: number[] = [];
  const bare: number[] = [];
  await withDatabaseServer(async () => {
    for (let round = 0; round < rounds; round += 1) {
      const side = await writeSide();
      await loadMasterData(side.ingest, customers);
      ours.push(await importOnce(side, file));
      const stored = await storedRows(side.database);
      if (stored.length !== rows)
        throw new Error(`${stored.length} of ${rows} rows were stored; the comparison would be void.`);
      bare.push(await insertBare(side.database, stored, 1_000));
      await side.database.close();
    }
  });
  const perSecond = (milliseconds: number): number => Math.round((rows / milliseconds) * 1_000);
  table([
    ['what', 'rows/s (median)', 'rounds'],
    ['import, end to end', String(perSecond(median(ours))), ours.map(perSecond).join(' ')],
    ['bare multi-row INSERT', String(perSecond(median(bare))), bare.map(perSecond).join(' ')],
    ['ratio', (median(bare) / median(ours)).toFixed(2), ''],
  ]);
}

/** The import as the command line runs it, without the start of the process. */
async function importOnce({ database, ingest, registry, refreshAll }: WriteSide, file: string): Promise<number> {
  const importer = registry.importers.get('rep.call-reports')?.value;
  if (importer === undefined) throw new Error('The importer rep.call-reports is missing.');
  const started = performance.now();
  await runImport(
    { database, ingest, clock: systemClock, registry },
    {
      importer,
      fileName: 'bench.csv',
      fileDigest: 'bench',
      options: {},
      batchSize: 2_000,
      open: () => Readable.from([Buffer.from(file)]),
    },
  );
  await refreshAll();
  return performance.now() - started;
}
