import { createReadStream } from 'node:fs';
import { readCsv } from '../../src/sdk';
import { sharedFile } from './shared-data';

/** What the publisher says a physician received: cents, and rows of general and research payments. */
export interface PublishedTotal {
  readonly profile: string;
  readonly cents: number;
  readonly general: number;
  readonly research: number;
}

export async function publishedTotals(): Promise<readonly PublishedTotal[]> {
  const totals: PublishedTotal[] = [];
  const file = createReadStream(sharedFile('open_payments/op_physician_totals_iowa.csv'));
  for await (const item of readCsv(file, { requiredColumns: ['Physician_Profile_ID', 'General', 'Research'] })) {
    if ('rejected' in item) throw new Error(item.rejected.reason);
    totals.push({
      profile: item.row.get('Physician_Profile_ID'),
      cents: Math.round(Number(item.row.get('Total_Amount_of_Payment_USDollars')) * 100),
      general: Number(item.row.get('General')),
      research: Number(item.row.get('Research')),
    });
  }
  return totals;
}
