import type { Command } from 'commander';

export interface CheckPluginOptions {
  readonly options?: string;
  readonly alone?: true;
  readonly database?: true;
  readonly contract?: true;
  readonly json?: true;
}

/** `rapport check-plugin <plugin> [--options json] [--alone] [--database] [--contract] [--json]`. */
export function register(program: Command): void {
  program
    .command('check-plugin')
    .description(
      'check a plugin as a start would, beside the configured ones, and by the rules of the contract, with the samples of its package; exit code 1 when something is wrong, 2 when there is no plugin',
    )
    .argument('<plugin>', 'path or package name')
    .option('--options <json>', 'its options, or a file with them; default: those of the configuration, if it is there')
    .option('--alone', 'without the configured plugins')
    .option('--database', 'also beside the database, of which nothing is changed: migrations run and are taken back')
    .option(
      '--contract',
      'by all rules of the contract, as its own tests: in a platform of its own, on a PostgreSQL that is thrown away',
    )
    .option('--json', 'for programs')
    .action((plugin: string, options: CheckPluginOptions) => work().checkPlugin(plugin, options));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./check-plugin.action') => require('./check-plugin.action');
