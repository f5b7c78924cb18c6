import type { Command } from 'commander';

export interface AccessOptions {
  readonly json?: string;
  readonly page?: string;
}

/** `rapport privacy …`: what a privacy officer does at the console, with the rights of the database's credentials. */
export function register(program: Command): void {
  const privacy = program.command('privacy').description('copies for persons, erasures, receipts, the read audit');
  privacy
    .command('access')
    .description('collect everything held on a person')
    .argument('<system>', 'system of an identifier of the person, such as us-npi')
    .argument('<value>', 'the identifier')
    .option('--json <file>', 'where to write the data; default: standard output')
    .option('--page <file>', 'where to write the same as an HTML page')
    .action((system: string, value: string, options: AccessOptions) => work().accessPerson({ system, value }, options));
  privacy
    .command('erase')
    .description('show what erasing a person would remove; with --yes, erase')
    .argument('<system>', 'system of an identifier of the person')
    .argument('<value>', 'the identifier')
    .option('--yes', 'erase; it cannot be undone')
    .action((system: string, value: string, { yes }: { readonly yes?: true }) =>
      yes === true ? work().erasePerson({ system, value }) : work().previewErasure({ system, value }),
    );
  privacy
    .command('verify-receipts')
    .description('check the signatures of all receipts of erasures')
    .action(() => work().verifyReceipts());
  privacy
    .command('verify-audit')
    .description('check the chain of the read audit; prints where it stands, to be noted elsewhere')
    .option('--noted <seq:hash>', 'where it stood at an earlier check: finds entries that were cut off since')
    .action(({ noted }: { readonly noted?: string }) => work().verifyAudit(noted));
}

/** Loaded when the command runs: no other one needs it. */
const work = (): typeof import('./privacy.action') => require('./privacy.action');
