import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { commandPrincipal } from '../auth';
import { readConfig } from '../config';
import { openPlatform, type Platform } from '../open-platform';
import { createPrivacyOffice, type PrivacyOffice } from '../privacy';
import { RapportError } from '../sdk';

interface AccessOptions {
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
    .action((system: string, value: string, options: AccessOptions) =>
      withOffice((office) => access(office, { system, value }, options)),
    );
  privacy
    .command('erase')
    .description('show what erasing a person would remove; with --yes, erase')
    .argument('<system>', 'system of an identifier of the person')
    .argument('<value>', 'the identifier')
    .option('--yes', 'erase; it cannot be undone')
    .action((system: string, value: string, { yes }: { readonly yes?: true }) =>
      withOffice(async (office) => {
        const key = { system, value };
        print(yes === true ? await office.erase(key) : await office.preview(key));
      }),
    );
  privacy
    .command('verify-receipts')
    .description('check the signatures of all receipts of erasures')
    .action(() => withOffice(async (office) => judge(await office.verifyReceipts())));
  privacy
    .command('verify-audit')
    .description('check the chain of the read audit; prints where it stands, to be noted elsewhere')
    .option('--noted <seq:hash>', 'where it stood at an earlier check: finds entries that were cut off since')
    .action(({ noted }: { readonly noted?: string }) =>
      withOffice(async (office) => judge(await office.verifyAudit(noted === undefined ? null : headOf(noted)))),
    );
}

async function access(office: PrivacyOffice, key: { system: string; value: string }, { json, page }: AccessOptions) {
  const copy = await office.access(key);
  if (page !== undefined) await writeFile(page, copy.page);
  if (json !== undefined) await writeFile(json, JSON.stringify(copy.report, null, 2));
  else if (page === undefined) print(copy.report);
}

function headOf(noted: string): { readonly seq: number; readonly hash: string } {
  const [, seq = '', hash = ''] = /^(\d+):([0-9a-f]{64})$/.exec(noted) ?? [];
  if (hash === '') throw new RapportError('BAD_INPUT', '--noted must look like 17:<64 hexadecimal digits>.');
  return { seq: Number(seq), hash };
}

function judge({ isSound, told }: { readonly isSound: boolean; readonly told: object }): void {
  print(told);
  if (!isSound) process.exitCode = 1;
}

async function withOffice(work: (office: PrivacyOffice) => Promise<void>): Promise<void> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const platform: Platform = await openPlatform(readConfig(), { use: 'tool', say });
  try {
    await work(createPrivacyOffice(platform, commandPrincipal(userInfo().username).subject));
  } finally {
    await platform.close();
  }
}

function print(told: object): void {
  process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
}
