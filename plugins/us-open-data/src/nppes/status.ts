import type { CustomerRecord } from 'rapport/sdk';
import { present } from '../reading/present';
import type { TableRow } from '../reading/table';
import { readDay } from '../reading/values';

type Status = Pick<CustomerRecord, 'status' | 'statusReason' | 'statusSince'>;

/** Codes of the NPPES "Code Values" document; the public file leaves them blank. */
const deactivationReasons: Readonly<Record<string, string>> = {
  DT: 'death',
  DB: 'disbandment',
  FR: 'fraud',
  OT: 'other reason',
};

/** A number is inactive from its deactivation date unless a reactivation date of the same day or later stands beside it. */
export function readStatus(row: TableRow): Status {
  const deactivated = readDay(row.text('NPI Deactivation Date'));
  const reactivated = readDay(row.text('NPI Reactivation Date'));
  if (deactivated === undefined && reactivated === undefined) return { status: 'active' };
  if (reactivated !== undefined && reactivated >= (deactivated ?? '')) {
    return { status: 'active', statusReason: 'NPI reactivated', statusSince: reactivated };
  }
  return { status: 'inactive', statusReason: inactiveReason(row), ...present({ statusSince: deactivated }) };
}

function inactiveReason(row: TableRow): string {
  const code = row.text('NPI Deactivation Reason Code');
  const replacement = row.text('Replacement NPI');
  const reason = code === '' ? '' : `: ${deactivationReasons[code] ?? code}`;
  return `NPI deactivated${reason}${replacement === '' ? '' : `, replaced by NPI ${replacement}`}`;
}
