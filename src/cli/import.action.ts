import { join, parse } from 'node:path';
import { type Config, readConfig } from '../config';
import { type ImportResult, runImport, setAsideOfRun } from '../ingest';
import { openPlatform, type Platform } from '../open-platform';
import { refreshDirty } from '../scoring';
import { type Importer, RapportError } from '../sdk';
import { configuredImporters, describeImporters } from './import/importers';
import { type InputFile, inputFile, unpackingFault } from './import/input-file';
import { showProgress } from './import/progress';
import { writeSetAside } from './import/set-aside-file';
import type { ImportOptions } from './import.command';

/** A batch may take longer than a request; this many milliseconds, though, no statement of one needs. */
const statementTimeout = 120_000;
const interruptedCode = 130;
/** Reasons of the first rejected rows that are shown at once; the file has all of them. */
const shownReasons = 3;

/** Imports file after file and sets the exit code. @throws RapportError NOT_FOUND, BAD_INPUT before any is opened */
export async function importFiles(
  id: string | undefined,
  paths: readonly string[],
  options: ImportOptions,
): Promise<void> {
  const config = readConfig();
  if (options.list === true || id === undefined) {
    process.stdout.write(describeImporters(await configuredImporters(config.plugins)));
    return;
  }
  if (paths.length === 0) throw new RapportError('BAD_INPUT', `Name the files that ${id} shall import.`);
  checkRequest(await configuredImporters(config.plugins), id, options);
  const files = await Promise.all(paths.map(inputFile));
  const stop = stopOnSignal();
  const platform = await openPlatform(withTimeout(config), { use: 'tool', say });
  try {
    const importer = importerOf(platform, id);
    for (const file of files) {
      if (stop.aborted) break;
      const result = await importOne(platform, importer, file, options, stop);
      await report(platform, result, file, reportPath(config, id, options, file, files.length));
      if (tookNothing(result)) process.exitCode = 1;
    }
    await refreshValues(platform);
  } finally {
    await platform.close();
  }
  if (stop.aborted) process.exitCode = interruptedCode;
}

/** @throws RapportError PLUGIN_NOT_RUNNING: it was there before the database was asked */
function importerOf({ registry }: Platform, id: string): Importer {
  const importer = registry.importers.get(id)?.value;
  if (importer !== undefined) return importer;
  const [plugin = id] = id.split('.', 1);
  const state = registry.absent.find((absent) => absent.id === plugin)?.state ?? 'left out';
  const message = `The plugin ${plugin} is ${state} beside this database, and ${id} with it: "npx rapport check-plugin <its package> --database" says why. Nothing was read.`;
  throw new RapportError('PLUGIN_NOT_RUNNING', message);
}

/** Refuses what could only be a slip before any file is opened. @throws RapportError NOT_FOUND or BAD_INPUT */
function checkRequest(importers: readonly Importer[], id: string, { option }: ImportOptions): void {
  const importer = importers.find((each) => each.id === id);
  if (importer === undefined) {
    throw new RapportError('NOT_FOUND', `There is no importer ${id}.\n\n${describeImporters(importers)}`);
  }
  const known = Object.keys(importer.options ?? {});
  const unknown = Object.keys(option).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const choice = known.length === 0 ? 'It has none.' : `It has ${known.join(', ')}.`;
  throw new RapportError('BAD_INPUT', `${id} has no option ${unknown.join(', ')}. ${choice}`);
}

/** A file that was empty, or of which every row was refused, was hardly the one that was meant. */
function tookNothing({ state, counts, resumedAfter }: ImportResult): boolean {
  const taken = counts.accepted + counts.repeated + counts.corrected + counts.waiting + counts.filtered;
  return state === 'finished' && resumedAfter === 0 && taken === 0;
}

async function importOne(
  { database, ingest, clock, registry }: Platform,
  importer: Importer,
  file: InputFile,
  { option, batchSize }: ImportOptions,
  signal: AbortSignal,
): Promise<ImportResult> {
  const progress = showProgress(process.stderr, file.name);
  let items = 0;
  try {
    return await runImport(
      { database, ingest, clock, registry },
      {
        importer,
        fileName: file.name,
        fileDigest: file.digest,
        options: option,
        batchSize,
        open: file.open,
        signal,
        onProgress: ({ items: more }) => {
          items += more;
          progress.update(file.size === 0 ? 1 : file.bytesRead() / file.size, items);
        },
      },
    );
  } catch (error) {
    throw unpackingFault(error, file);
  } finally {
    progress.stop();
  }
}

async function report(platform: Platform, result: ImportResult, file: InputFile, target: string): Promise<void> {
  const { counts, state, resumedAfter, runId } = result;
  const figures = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  const resumed = resumedAfter === 0 ? '' : ` (gone on after ${resumedAfter} items)`;
  process.stdout.write(`${file.name}: ${figures.join(', ')}${resumed}\n`);
  if (state === 'interrupted') process.stdout.write('Interrupted. The same command goes on from here.\n');
  const { dir, name } = parse(target);
  const reader = platform.database.reader();
  if (counts.rejected > 0) {
    await writeSetAside(reader, runId, 'rejected', target);
    process.stdout.write(`Rejected rows: ${target}\n`);
    for (const { line, code, reason } of await setAsideOfRun(reader, runId, 'rejected', null, shownReasons)) {
      process.stdout.write(`  line ${line ?? '?'}: ${code} ${reason}\n`);
    }
  }
  if (tookNothing(result) && counts.rejected === 0) process.stdout.write('The file has no rows.\n');
  if (counts.waiting > 0) {
    const waiting = join(dir, `${name}.waiting.csv`);
    await writeSetAside(reader, runId, 'waiting', waiting);
    process.stdout.write(`Waiting rows, kept for resubmission: ${waiting}\n`);
  }
}

/** With several files each gets one of its own, named after it. */
function reportPath(
  { database }: Config,
  importer: string,
  { rejected }: ImportOptions,
  { name }: InputFile,
  files: number,
): string {
  if (rejected === undefined) return join(database.dataFolder, 'rejected', `${importer}.${parse(name).name}.csv`);
  const { dir, name: given } = parse(rejected);
  return files === 1 ? rejected : join(dir, `${given}.${name}.csv`);
}

async function refreshValues({ database, scoring, clock }: Platform): Promise<void> {
  const customersPerTransaction = 1_000;
  let refreshed = 0;
  for (;;) {
    const done = await refreshDirty({ database, scoring, clock }, customersPerTransaction);
    refreshed += done;
    if (done < customersPerTransaction) break;
  }
  if (refreshed > 0)
    process.stdout.write(`Values computed of ${refreshed} ${refreshed === 1 ? 'customer' : 'customers'}\n`);
}

/** The first signal lets the batch under way finish; the second one does not wait, which loses nothing either. */
function stopOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(interruptedCode);
      say('Stopping after the batch under way; once more to stop at once');
      controller.abort();
    });
  }
  return controller.signal;
}

function withTimeout(config: Config): Config {
  return { ...config, database: { ...config.database, statementTimeout } };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
