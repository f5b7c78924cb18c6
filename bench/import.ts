/**
 * Rows per second of an import end to end (read, check, claim, store, score, roll up, refresh values) beside a bare
 * multi-row INSERT of the same interaction rows, interleaved in one run: `npm run bench -- import --rows 20000 --rounds 3`.
 */
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { runImport } from '../src/ingest';
import { systemClock } from '../src/shared/clock';
import { CalmRounds, readRetries, retriesOption } from './calm-rounds';
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
      retries: retriesOption,
    },
  });
  const [rows, customers, rounds] = [Number(values.rows), Number(values.customers), Number(values.rounds)];
  const file = callReportFile(rows, customers);
  const calm = new CalmRounds(readRetries(values.retries));
  const ours: number[] = [];
  const bare: number[] = [];
  await withDatabaseServer(async () => {
    for (let round = 0; round < rounds; round += 1) {
      const taken = await calm.round(() => importBoth({ rows, customers, file, calm }));
      ours.push(taken.import);
      bare.push(taken.bare);
    }
  });
  const perSecond = (milliseconds: number): number => Math.round((rows / milliseconds) * 1_000);
  table([
    ['what', 'rows/s (median)', ...calm.head, 'rounds'],
    ['import, end to end', String(perSecond(median(ours))), ...calm.cell('import'), ours.map(perSecond).join(' ')],
    ['bare multi-row INSERT', String(perSecond(median(bare))), ...calm.cell('bare'), bare.map(perSecond).join(' ')],
    ['ratio', (median(bare) / median(ours)).toFixed(2)],
  ]);
  calm.tell();
}

interface Importing {
  readonly rows: number;
  readonly customers: number;
  readonly file: string;
  readonly calm: CalmRounds;
}

/** Milliseconds of both. */
async function importBoth({ rows, customers, file, calm }: Importing): Promise<Record<'import' | 'bare', number>> {
  const side = await writeSide();
  await loadMasterData(side.ingest, customers);
  const imported = await calm.during('import', () => importOnce(side, file));
  const stored = await storedRows(side.database);
  if (stored.length !== rows)
    throw new Error(`${stored.length} of ${rows} rows were stored; the comparison would be void.`);
  const bare = await calm.during('bare', () => insertBare(side.database, stored, 1_000));
  await side.database.close();
  return { import: imported, bare };
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
