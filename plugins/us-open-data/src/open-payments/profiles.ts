import type { CustomerRecord, Importer } from 'rapport/sdk';
import { readCountry } from '../reading/countries';
import { npiKey, profileKey } from '../reading/keys';
import { present } from '../reading/present';
import { readTable, type TableRow } from '../reading/table';
import { readZip } from '../reading/values';
import { licencesOf, specialtyName } from './physician';

type OtherName = NonNullable<CustomerRecord['otherNames']>[number];

/** CMS Open Payments, profile supplement: who the recipients are. From 2021 on the columns begin with `Covered_Recipient_`. */
export const openPaymentsProfilesImporter: Importer = {
  id: 'us-open-data.open-payments-profiles',
  title: 'Open Payments: physician profiles',
  format:
    'CSV "Physician Profile Supplement" (from 2021 "Covered Recipient Profile Supplement"), official column names.',
  repeats: 'correct',
  read: (input) =>
    readTable(input, {
      required: [
        ['Physician_Profile_ID', 'Covered_Recipient_Profile_ID'],
        ['Physician_Profile_Last_Name', 'Covered_Recipient_Profile_Last_Name'],
      ],
      start: () => (row) => [readProfile(row)],
    }),
};

/** Reads a column under its name of either era. */
function cell(row: TableRow, name: string): string {
  return row.text(`Physician_Profile_${name}`, `Covered_Recipient_Profile_${name}`);
}

function readProfile(row: TableRow): CustomerRecord {
  const key = profileKey(cell(row, 'ID'));
  const npi = row.text('Covered_Recipient_NPI');
  const given = cell(row, 'First_Name');
  const family = cell(row, 'Last_Name');
  return {
    kind: 'customer',
    source: 'us-open-payments-profiles',
    sourceKey: key.value,
    customerKind: 'professional',
    identifiers: npi === '' ? [key] : [key, npiKey(npi)],
    precedence: 'fill',
    ...present({
      name: present({ given, middle: cell(row, 'Middle_Name'), family, suffix: cell(row, 'Suffix') }),
      otherNames: readOtherName(row, given, family),
      specialty: present({ name: specialtyName(cell(row, 'Primary_Specialty')) }),
      licences: licencesOf(
        row,
        'Physician_Profile_License_State_Code_',
        'Covered_Recipient_Profile_License_State_Code_',
      ),
      ...readPlace(row),
    }),
  };
}

/** The file does not say whether an alternate name is a maiden name, a nickname or a spelling. */
function readOtherName(row: TableRow, given: string, family: string): readonly OtherName[] {
  const other = present({
    given: cell(row, 'Alternate_First_Name'),
    middle: cell(row, 'Alternate_Middle_Name'),
    family: cell(row, 'Alternate_Last_Name'),
    suffix: cell(row, 'Alternate_Suffix'),
  });
  const isRepeat = (other.given ?? given) === given && (other.family ?? family) === family;
  return isRepeat ? [] : [{ use: 'other', ...other }];
}

function readPlace(row: TableRow): Pick<CustomerRecord, 'addresses' | 'country'> {
  const lines = [cell(row, 'Address_Line_1'), cell(row, 'Address_Line_2')].filter((line) => line !== '');
  const city = cell(row, 'City');
  const country = readCountry(cell(row, 'Country_Name'));
  if (lines.length === 0 && city === '') return present({ country });
  const region = cell(row, 'State') || cell(row, 'Province_Name');
  const place = present({ city, region, postalCode: readZip(cell(row, 'Zipcode')), country });
  return present({ country, addresses: [{ use: 'practice', lines, ...place } as const] });
}
