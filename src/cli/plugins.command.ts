import type { Command } from 'commander';

export interface PluginsOptions {
  readonly json?: true;
}

/** `rapport plugins [--json]`: what a start would say of the configured plugins. Needs no database and starts nothing. */
export function register(program: Command): void {
  program
    .command('plugins')
    .description('tell of every configured plugin what it brings, whether it would run, and why not')
    .option('--json', 'for programs')
    .action((options: PluginsOptions) => work().showPlugins(options));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./plugins.action') => require('./plugins.action');
