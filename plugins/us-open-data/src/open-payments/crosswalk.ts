import type { IdentifierRecord, Importer } from 'rapport/sdk';
import { npiKey, profileKey } from '../reading/keys';
import { readTable, type TableRow } from '../reading/table';

/** A table that links Open Payments profiles to NPIs, for the years in which payments carried no NPI. */
export const crosswalkImporter: Importer = {
  id: 'us-open-data.profile-npi-crosswalk',
  title: 'Open Payments profiles to NPIs',
  format: 'CSV with Physician_Profile_ID and NPI, one link per row.',
  repeats: 'correct',
  read: (input) =>
    readTable(input, { required: ['Physician_Profile_ID', 'NPI'], start: () => (row) => [readLink(row)] }),
};

/** Whichever of the two numbers is known gets the other; when both belong to different customers the link waits for a decision. */
function readLink(row: TableRow): IdentifierRecord {
  const keys = [npiKey(row.text('NPI')), profileKey(row.text('Physician_Profile_ID'))];
  const sourceKey = keys.map((key) => key.value).join('/');
  return { kind: 'identifier', source: 'us-profile-npi-crosswalk', sourceKey, customer: keys, add: keys };
}
