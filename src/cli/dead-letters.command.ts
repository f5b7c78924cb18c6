import { type Command, InvalidArgumentError } from 'commander';

export interface DeadLettersOptions {
  readonly plugin?: string;
  readonly limit: number;
  readonly replay?: true;
}

/** `rapport dead-letters [--plugin id] [--replay]`: what a plugin failed on so often that it is no longer tried, its jobs among it. */
export function register(program: Command): void {
  program
    .command('dead-letters')
    .description('list what a plugin failed on so often that it is no longer tried; with --replay, try it again')
    .option('--plugin <id>', 'of this plugin only')
    .option('--limit <count>', 'how many at most, oldest first', parseCount, 100)
    .option(
      '--replay',
      'send them through their plugin again, and tell what became of each; jobs are queued for the server',
    )
    .action((options: DeadLettersOptions) => work().showDeadLetters(options));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./dead-letters.action') => require('./dead-letters.action');

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return count;
}
