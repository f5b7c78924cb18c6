import type { CustomerRecord, Importer, IntakeRecord, PersonName } from 'rapport/sdk';
import { readCountry } from '../reading/countries';
import { npiKey } from '../reading/keys';
import { present } from '../reading/present';
import { readTable, type TableRow } from '../reading/table';
import { readCents, readFigureUnlessZero, readZip } from '../reading/values';
import { claimsEntry, partDSource, yearlyNature } from './claims-ledger';
import { dataYear } from './data-year';

/** "Medicare Part D Prescribers - by Provider", in the columns CMS publishes or a cut of them. */
export const partDProvidersImporter: Importer = {
  id: 'us-open-data.part-d-providers',
  title: 'Medicare Part D prescribers',
  format:
    'CSV of "Medicare Part D Prescribers - by Provider" with its official column names (Prscrbr_NPI, Tot_Clms, Tot_Drug_Cst, …). The data year comes from the file’s name or --option year=2023.',
  repeats: 'correct',
  options: { year: 'data year, where the name of the file does not say it' },
  read: (input, file) =>
    readTable(input, {
      required: ['Prscrbr_NPI', 'Tot_Drug_Cst'],
      start: () => {
        const year = dataYear(file);
        return (row) => readProvider(row, year);
      },
    }),
};

function readProvider(row: TableRow, year: number): readonly IntakeRecord[] {
  const key = npiKey(row.text('Prscrbr_NPI'));
  const isOrganization = row.text('Prscrbr_Ent_Cd') === 'O';
  const customer: CustomerRecord = {
    kind: 'customer',
    source: partDSource,
    sourceKey: `${year}/${key.value}`,
    customerKind: isOrganization ? 'organization' : 'professional',
    identifiers: [key],
    precedence: 'fill',
    ...present({
      name: isOrganization ? {} : readName(row),
      organizationName: isOrganization ? row.text('Prscrbr_Last_Org_Name', 'Prscrbr_Name') : '',
      specialty: present({ name: row.text('Prscrbr_Type') }),
      addresses: readAddresses(row),
      country: readCountry(row.text('Prscrbr_Cntry') || 'US'),
    }),
  };
  const cents = row.text('Tot_Drug_Cst') === '' ? 0 : readCents(row.text('Tot_Drug_Cst'));
  // Suppressed cells became 0 in some copies; a prescriber without any cost is not in the data set.
  if (cents === 0) return [customer];
  return [customer, claimsEntry({ customer: key, year, cents, nature: yearlyNature, figures: readFigures(row) })];
}

function readFigures(row: TableRow) {
  const figure = (column: string) => readFigureUnlessZero(row.text(column));
  const cents = (column: string) => (figure(column) === undefined ? undefined : readCents(row.text(column)));
  return present({
    claims: figure('Tot_Clms'),
    beneficiaries: figure('Tot_Benes'),
    days: figure('Tot_Day_Suply'),
    brandClaims: figure('Brnd_Tot_Clms'),
    brandCost: cents('Brnd_Tot_Drug_Cst'),
    genericClaims: figure('Gnrc_Tot_Clms'),
    genericCost: cents('Gnrc_Tot_Drug_Cst'),
  });
}

/** Copies join first and last name in one field; the first word is then taken for the given name. */
function readName(row: TableRow): PersonName {
  const credentials = row.text('Prscrbr_Crdntls');
  if (row.has('Prscrbr_Last_Org_Name')) {
    return present({
      given: row.text('Prscrbr_First_Name'),
      middle: row.text('Prscrbr_MI'),
      family: row.text('Prscrbr_Last_Org_Name'),
      credentials,
    });
  }
  const [given = '', ...family] = row.text('Prscrbr_Name').split(/\s+/);
  return family.length === 0
    ? present({ family: given, credentials })
    : present({ given, family: family.join(' '), credentials });
}

function readAddresses(row: TableRow): CustomerRecord['addresses'] {
  const city = row.text('Prscrbr_City');
  const lines = [row.text('Prscrbr_St1'), row.text('Prscrbr_St2')].filter((line) => line !== '');
  if (city === '' && lines.length === 0) return [];
  const country = readCountry(row.text('Prscrbr_Cntry') || 'US');
  const postalCode = readZip(row.text('Prscrbr_zip5'));
  return [
    { use: 'practice', lines, ...present({ city, region: row.text('Prscrbr_State_Abrvtn'), postalCode, country }) },
  ];
}
