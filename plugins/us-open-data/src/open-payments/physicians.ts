import type { CustomerRecord, Importer } from 'rapport/sdk';
import { profileKey } from '../reading/keys';
import { present } from '../reading/present';
import { readTable, type TableRow } from '../reading/table';
import { specialtyName } from './physician';
import { readPlace, recipientPlace } from './place';

/** A list of physicians with their totals; only who they are is taken, the totals follow from the payments. */
export const openPaymentsPhysiciansImporter: Importer = {
  id: 'us-open-data.open-payments-physicians',
  title: 'Open Payments: physicians of a list of totals',
  format:
    'CSV with Physician_Profile_ID, Physician_First_Name, Physician_Last_Name and the recipient’s address columns.',
  repeats: 'correct',
  read: (input) =>
    readTable(input, {
      required: ['Physician_Profile_ID', 'Physician_Last_Name'],
      start: () => (row) => [readPhysician(row)],
    }),
};

function readPhysician(row: TableRow): CustomerRecord {
  const key = profileKey(row.text('Physician_Profile_ID'));
  return {
    kind: 'customer',
    source: 'us-open-payments-physicians',
    sourceKey: key.value,
    customerKind: 'professional',
    identifiers: [key],
    precedence: 'fill',
    ...present({
      name: present({
        given: row.text('Physician_First_Name'),
        middle: row.text('Physician_Middle_Name'),
        family: row.text('Physician_Last_Name'),
        suffix: row.text('Physician_Name_Suffix'),
      }),
      specialty: present({ name: specialtyName(row.text('Physician_Specialty')) }),
      ...readPlace(row, recipientPlace, 'US'),
    }),
  };
}
