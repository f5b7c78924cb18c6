import { writeFile } from 'node:fs/promises';
import { readConfig } from '../config';
import { openPlatform, type Platform } from '../open-platform';
import { createPrivacyOffice, type PrivacyOffice } from '../privacy';
import { type CustomerKey, RapportError } from '../sdk';
import { operator } from './operator';
import type { AccessOptions } from './privacy.command';

/** Writes what is held on a person where it is asked for. @throws RapportError NOT_FOUND */
export const accessPerson = (key: CustomerKey, { json, page }: AccessOptions): Promise<void> =>
  withOffice(async (office) => {
    const copy = await office.access(key);
    if (page !== undefined) await writeFile(page, copy.page);
    if (json !== undefined) await writeFile(json, JSON.stringify(copy.report, null, 2));
    else if (page === undefined) print(copy.report);
  });

/** Prints what would be removed. @throws RapportError NOT_FOUND */
export const previewErasure = (key: CustomerKey): Promise<void> =>
  withOffice(async (office) => print(await office.preview(key)));

/** Prints the receipt. @throws RapportError NOT_FOUND */
export const erasePerson = (key: CustomerKey): Promise<void> =>
  withOffice(async (office) => print(await office.erase(key)));

/** The exit code is 1 when one does not hold. */
export const verifyReceipts = (): Promise<void> => withOffice(async (office) => judge(await office.verifyReceipts()));

/** The exit code is 1 when the chain does not hold. @throws RapportError BAD_INPUT when `noted` is no place in it */
export const verifyAudit = (noted: string | undefined): Promise<void> =>
  withOffice(async (office) => judge(await office.verifyAudit(noted === undefined ? null : headOf(noted))));

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
    await work(createPrivacyOffice(platform, operator().subject));
  } finally {
    await platform.close();
  }
}

function print(told: object): void {
  process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
}
