import type { Command } from 'commander';

export interface DevOptions {
  readonly port?: string;
}

/** `rapport dev`: a platform with the plugin of this folder, which starts again whenever a file of it changes. */
export function register(program: Command): void {
  program
    .command('dev')
    .description('run the platform with the plugin of this folder (rapport.plugins.json), anew after every change')
    .option('--port <number>', 'where to listen (PORT, 4000)')
    .action((options: DevOptions) => work().develop(options));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./dev.action') => require('./dev.action');
