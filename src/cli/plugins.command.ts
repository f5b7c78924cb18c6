import type { Command } from 'commander';
import { readConfig } from '../config';
import { bootReportText } from '../kernel';
import { checkedBoot } from './plugins/checked-boot';

/** `rapport plugins [--json]`: what a start would say of the configured plugins. Needs no database and starts nothing. */
export function register(program: Command): void {
  program
    .command('plugins')
    .description('tell of every configured plugin what it brings, whether it would run, and why not')
    .option('--json', 'for programs')
    .action(showPlugins);
}

async function showPlugins({ json }: { readonly json?: true }): Promise<void> {
  const { report } = await checkedBoot(readConfig().plugins);
  process.stdout.write(json === true ? `${JSON.stringify(report, null, 2)}\n` : bootReportText(report));
  if (report.some(({ state }) => state === 'left out')) process.exitCode = 1;
}
