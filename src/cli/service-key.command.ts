import { type Command, Option } from 'commander';
import { mintKey, roleNames } from '../auth';

interface Options {
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
    .action(printKey);
}

function printKey(id: string, { role, name = id, plugin }: Options): void {
  const { key, sha256 } = mintKey();
  process.stderr.write(`Key, shown this once: ${key}\n`);
  const entry = { id, name, sha256, roles: [role], ...(plugin !== undefined && { plugin }) };
  process.stdout.write(`${JSON.stringify(entry, null, 2)}\n`);
}
