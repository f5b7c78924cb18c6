import { type Command, InvalidArgumentError, Option } from 'commander';
import type { requestRecalculation } from '../scoring';
import { operator } from './operator';

type Source = Parameters<typeof requestRecalculation>[1]['source'];

export interface RecalculateOptions {
  readonly model?: string;
  readonly from: Source;
  readonly batchSize: number;
  readonly by: string;
  readonly dryRun?: true;
}

/** `rapport recalculate [--model hash] [--from buckets|log|hooks]` and `rapport check-consistency`. */
export function register(program: Command): void {
  program
    .command('recalculate')
    .description('compute everybody’s value anew; one that was interrupted is gone on with where it stopped')
    .option('--model <hash>', 'the model meant; it must be in force, unless with --dry-run')
    .addOption(
      new Option('--from <source>', 'what to start from').choices(['buckets', 'log', 'hooks']).default('buckets'),
    )
    .option('--batch-size <customers>', 'customers per transaction', parseSize, 2_000)
    .option('--by <name>', 'who asks for it', operator().subject)
    .option('--dry-run', 'write nothing: tell what --model, in force or not, would change')
    .action((options: RecalculateOptions) => work().recalculate(options));
  program
    .command('check-consistency')
    .description('recompute customers from their evidence and report every difference; exit code 1 when there is one')
    .option('--share <share>', 'share of the customers, 0 to 1', Number, 1)
    .action(({ share }: { readonly share: number }) => work().check(share));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./recalculate.action') => require('./recalculate.action');

function parseSize(given: string): number {
  const size = Number(given);
  if (!Number.isInteger(size) || size < 1 || size > 20_000) throw new InvalidArgumentError('a number from 1 to 20000');
  return size;
}
