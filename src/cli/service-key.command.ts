import { type Command, Option } from 'commander';
import { roleNames } from '../auth/roles';

export interface ServiceKeyOptions {
  readonly role: string;
  readonly name?: string;
  readonly plugin?: string;
}

/** `rapport service-key <id>`: a key for a machine, shown once, and the entry to keep. Needs neither database nor configuration. */
export function register(program: Command): void {
  program
    .command('service-key')
    .description(
      'make a key for a machine: the key itself on standard error, its entry for RAPPORT_SERVICE_KEYS on standard output',
    )
    .argument('<id>', 'what the key is called: lower-case words joined by hyphens')
    .addOption(new Option('--role <role>', 'what it may do').choices([...roleNames]).default('partner'))
    .option('--name <name>', 'name for people')
    .option('--plugin <id>', 'the plugin whose records a partner may bring in')
    .action((id: string, options: ServiceKeyOptions) => work().printKey(id, options));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./service-key.action') => require('./service-key.action');
