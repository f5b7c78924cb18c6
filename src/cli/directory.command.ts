import type { Command } from 'commander';

/** `rapport directory <file>`: puts teams, territories of people and roles of token subjects in place of those there are. */
export function register(program: Command): void {
  program
    .command('directory')
    .description(
      'replace the directory: teams, who is in them, who has which territory, what subjects of tokens may do',
    )
    .argument('<file>', 'JSON with teams, memberships, territories and people')
    .action((file: string) => work().loadDirectory(file));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./directory.action') => require('./directory.action');
