import { type Command, InvalidArgumentError } from 'commander';

export interface ImportOptions {
  readonly option: Readonly<Record<string, string>>;
  readonly rejected?: string;
  readonly batchSize: number;
  readonly list?: true;
}

/** `rapport import <importer> <file…>`. */
export function register(program: Command): void {
  program
    .command('import')
    .description('import files; one that was interrupted is gone on with where it stopped')
    .argument('[importer]', 'id of the importer, such as the ones --list shows')
    .argument('[files...]', 'files to import; those ending in .gz are unpacked')
    .option('--option <key=value>', 'option of the importer; may be repeated', collectOption, {})
    .option('--rejected <path>', 'file for rejected rows (default: in the data folder)')
    .option('--batch-size <items>', 'items per transaction', parseBatchSize, 2_000)
    .option('--list', 'list the importers with the format they read')
    .action((id: string | undefined, paths: readonly string[], options: ImportOptions) =>
      work().importFiles(id, paths, options),
    );
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./import.action') => require('./import.action');

function collectOption(given: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const [key = '', ...rest] = given.split('=');
  if (key === '' || rest.length === 0) throw new InvalidArgumentError('write it as key=value');
  return { ...before, [key]: rest.join('=') };
}

function parseBatchSize(given: string): number {
  const size = Number(given);
  if (!Number.isInteger(size) || size < 1 || size > 20_000) throw new InvalidArgumentError('a number from 1 to 20000');
  return size;
}
