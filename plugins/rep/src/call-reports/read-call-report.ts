import {
  type CsvRow,
  customerKeysFrom,
  type IntakeItem,
  type IntakeRecord,
  isRapportError,
  RapportError,
} from 'rapport/sdk';
import { type Call, occurredAtOf } from './call';
import { wordOf } from './columns';
import { declinedCall, heldCall, plannedCall } from './outcomes';

export interface CallReportOptions {
  readonly source: string;
  readonly timeZone: string | undefined;
}

/** The records of one row. A fault in any cell rejects the whole row, so that no half of a call gets in. */
export function readCallReport(row: CsvRow, options: CallReportOptions): readonly IntakeItem[] {
  const position = { line: row.line, raw: row.raw };
  try {
    return recordsOf(row, options).map((record) => ({ record, position }));
  } catch (error) {
    if (!isRapportError(error)) throw error;
    return [{ rejected: { code: error.code, reason: error.message }, position }];
  }
}

function recordsOf(row: CsvRow, options: CallReportOptions): readonly IntakeRecord[] {
  const status = wordOf('status', row.get('status'), ['held', 'planned', 'declined']);
  const call = callOf(row, options);
  if (status === 'held') return heldCall(call, row.get);
  return status === 'planned' ? plannedCall(call, row.get) : declinedCall(call, row.get);
}

function callOf(row: CsvRow, options: CallReportOptions): Call {
  const [id, brand, actor] = [row.get('call_id'), row.get('brand'), row.get('rep')];
  if (id === '')
    throw new RapportError('RECORD_MALFORMED', 'Column call_id is empty; without it a repeat cannot be told.');
  const customer = customerKeysFrom(row.get);
  if (customer.length === 0) {
    const columns = 'npi, email, or customer_system with customer_id';
    throw new RapportError('RECORD_MALFORMED', `The row names no customer: fill ${columns}.`);
  }
  const timeZone = row.get('time_zone') || options.timeZone;
  return {
    id,
    timeZone,
    occurredAt: occurredAtOf(row.get, timeZone),
    common: {
      kind: 'interaction',
      source: options.source,
      customer,
      ...(brand === '' ? {} : { brand }),
      ...(actor === '' ? {} : { actor }),
    },
  };
}
