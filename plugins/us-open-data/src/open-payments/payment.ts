import { type CustomerKey, type LedgerLine, type LedgerRecord, RapportError, type Rejection } from 'rapport/sdk';
import { present } from '../reading/present';
import type { TableRow } from '../reading/table';
import { readCents, readCode, readDay } from '../reading/values';
import { readProducts } from './products';
import { openPaymentsSource } from './recipient';

/** What general and research payments have in common. */
export interface Payment {
  readonly recordId: string;
  readonly day: string;
  readonly cents: number;
  readonly manufacturer: string;
  /** Codes of the products named, the main one first. */
  readonly products: readonly string[];
}

const payer = 'Applicable_Manufacturer_or_Applicable_GPO_Making_Payment_Name';
const submitter = 'Submitting_Applicable_Manufacturer_or_Applicable_GPO_Name';

/** @throws RapportError for a row without its number, with an unreadable day or amount */
export function readPayment(row: TableRow): Payment {
  const recordId = readCode(row.text('Record_ID'));
  const day = readDay(row.text('Date_of_Payment'));
  if (recordId === '')
    throw new RapportError('RECORD_MALFORMED', 'Record_ID is empty: the row cannot be told from others.');
  if (day === undefined) throw new RapportError('TIME_INVALID', 'Date_of_Payment is empty.');
  return {
    recordId,
    day,
    cents: readCents(row.text('Total_Amount_of_Payment_USDollars')),
    manufacturer: row.text(payer) || row.text(submitter),
    products: readProducts(row),
  };
}

/** Rows a publication takes back; CMS itself keeps such rows in files of their own. */
export function withdrawal(row: TableRow): Rejection | undefined {
  const change = row.text('Change_Type').toUpperCase();
  if (change !== 'DELETED' && change !== 'REMOVED') return undefined;
  const reason = `Open Payments marks record ${row.text('Record_ID')} as ${change.toLowerCase()}.`;
  return { code: 'RECORD_WITHDRAWN', reason, filtered: true };
}

/** The money of a payment, as the company reported it: a recorded transfer of value from that company. */
export function transferOf(payment: Payment, nature: string, memo: string): LedgerLine {
  return {
    entry: 'value_transfer',
    amountMinor: payment.cents,
    currency: 'USD',
    basis: 'recorded',
    nature,
    ...present({ counterparty: payment.manufacturer, memo }),
  };
}

/** A payment that is no contact: an entry of its own in the recipient's ledger. */
export function ledgerEntry(payment: Payment, customer: CustomerKey, nature: string, memo: string): LedgerRecord {
  return {
    kind: 'ledger',
    source: openPaymentsSource,
    sourceKey: payment.recordId,
    customer: [customer],
    occurredOn: payment.day,
    ...transferOf(payment, nature, memo),
    ...present({ brand: payment.products[0] }),
  };
}
