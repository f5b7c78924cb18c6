import type { Database } from '../db/database';
import { type CustomerKey, RapportError } from '../sdk';
import type { Clock } from '../shared/clock';
import { readAccess, readSections } from './access/access.store';
import { type AccessServices, collectAccess } from './access/collect';
import { type AccessReport, accessPage, accessReport } from './access/report';
import { type AuditHead, verifyAudit } from './audit/verify-audit';
import { type ErasureServices, erasePerson, previewErasure } from './erasure/erase';
import { readReceipts } from './erasure/erasure.store';
import { customerWith } from './erasure/person.store';
import { checkReceipt } from './erasure/receipts';

export interface OfficeServices extends AccessServices, ErasureServices {
  readonly database: Pick<Database, 'transaction' | 'reader'>;
  readonly clock: Clock;
}

/** What was checked; `told` is for printing. */
export interface Check {
  readonly isSound: boolean;
  readonly told: object;
}

/** What a privacy officer does, without a server. */
export interface PrivacyOffice {
  access(key: CustomerKey): Promise<{ readonly report: AccessReport; readonly page: string }>;
  preview(key: CustomerKey): Promise<object>;
  erase(key: CustomerKey): Promise<object>;
  verifyReceipts(): Promise<Check>;
  verifyAudit(noted: AuditHead | null): Promise<Check>;
}

/** @param by who works: kept with what is done */
export function createPrivacyOffice(services: OfficeServices, by: string): PrivacyOffice {
  const { database, clock } = services;
  const idOf = async (key: CustomerKey): Promise<number> => {
    const id = await customerWith(database.reader(), key);
    if (id === null) throw new RapportError('NOT_FOUND', `No customer has ${key.system} ${key.value}.`);
    return id;
  };
  return {
    access: async (key) => {
      const request = { customerId: await idOf(key), requestedBy: by, at: clock.now() };
      const access = await readAccess(database.reader(), await collectAccess(services, request));
      if (access === null) throw new RapportError('NOT_FOUND', 'The person was erased meanwhile.');
      const report = accessReport(access, await readSections(database.reader(), access));
      return { report, page: accessPage(report) };
    },
    preview: async (key) => previewErasure(services, { customerId: await idOf(key), at: clock.now() }),
    erase: async (key) =>
      erasePerson(services, { customerId: await idOf(key), ground: 'request', requestedBy: by, at: clock.now() }),
    verifyReceipts: async () => {
      const keys = services.privacyKeys();
      const receipts = await readReceipts(database.reader());
      const faults = receipts.flatMap((receipt) => {
        const check = keys === null ? 'unknown key' : checkReceipt(keys, receipt);
        return check === 'valid' ? [] : [{ erasure: receipt.erasureId, contributor: receipt.contributor, check }];
      });
      return { isSound: faults.length === 0, told: { receipts: receipts.length, keyId: keys?.keyId ?? null, faults } };
    },
    verifyAudit: async (noted) => {
      const { entries, head, fault } = await verifyAudit(database.reader(), noted);
      return { isSound: fault === null, told: { entries, head: `${head.seq}:${head.hash}`, fault } };
    },
  };
}
