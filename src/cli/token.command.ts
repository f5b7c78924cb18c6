import type { Command } from 'commander';
import { roleNames } from '../auth/roles';

export interface TokenOptions {
  readonly role: readonly string[];
  readonly subject: string;
  readonly name?: string;
  readonly territory: readonly string[];
  readonly country: readonly string[];
  readonly brand: readonly string[];
  readonly purpose: readonly string[];
  readonly plugin?: string;
  readonly source: readonly string[];
  readonly hours: number;
}

/** `rapport token --role <role>`: a token of the development server, to try out what a role sees. Needs no database. */
export function register(program: Command): void {
  program
    .command('token')
    .description('make a token for the development server of this data folder; refused in production')
    .requiredOption('--role <role>', `what the caller is: ${roleNames.join(', ')}; may be repeated`, collect, [])
    .option('--subject <key>', 'key of the caller', 'developer')
    .option('--name <name>', 'name for people')
    .option('--territory <code>', 'a territory, * for all; may be repeated', collect, [])
    .option('--country <code>', 'a country, * for all; may be repeated', collect, [])
    .option('--brand <code>', 'a brand, * for all; may be repeated', collect, [])
    .option('--purpose <purpose>', 'a purpose that requests may state; may be repeated', collect, [])
    .option('--plugin <id>', 'the plugin of a partner’s service')
    .option(
      '--source <name>',
      'a source of records the caller reports, with * at its end; may be repeated',
      collect,
      [],
    )
    .option('--hours <n>', 'how long it holds', Number, 8)
    .action((options: TokenOptions) => work().printToken(options));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./token.action') => require('./token.action');

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
