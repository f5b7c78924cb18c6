import { type CustomerRecord, type Importer, type IntakeRecord, RapportError } from 'rapport/sdk';
import { npiKey, profileKey } from '../reading/keys';
import { present } from '../reading/present';
import { readTable, type TableRow } from '../reading/table';
import { readCents, readCode, readFigure, readZip } from '../reading/values';
import { claimsEntry, partDSource, yearlyNature } from './claims-ledger';

const sexes: Readonly<Record<string, CustomerRecord['sex']>> = { F: 'female', M: 'male' };

/** Part D totals of 2013 and 2014 that a published study linked to Open Payments profiles. */
export const partDLinkedProvidersImporter: Importer = {
  id: 'us-open-data.part-d-open-payments-providers',
  title: 'Medicare Part D prescribers linked to Open Payments',
  format: 'CSV with NPI, year, doc_* columns and Physician_Profile_ID; one row per physician and year.',
  repeats: 'correct',
  read: (input) =>
    readTable(input, { required: ['NPI', 'year', 'doc_total_drug_cost'], start: () => (row) => readProvider(row) }),
};

/** The link is a record of its own: when it contradicts what is known, only the link waits for a decision. */
function readProvider(row: TableRow): readonly IntakeRecord[] {
  const key = npiKey(row.text('NPI'));
  const year = readYear(row.text('year'));
  const records: IntakeRecord[] = [readCustomer(row, year)];
  const profile = row.text('Physician_Profile_ID');
  if (profile !== '') {
    const link = profileKey(profile);
    records.push({
      kind: 'identifier',
      source: partDSource,
      sourceKey: `link/${key.value}/${link.value}`,
      customer: [key],
      add: [link],
    });
  }
  const cost = row.text('doc_total_drug_cost');
  if (cost !== '') {
    const figures = readFigures(row);
    records.push(claimsEntry({ customer: key, year, cents: readCents(cost), nature: yearlyNature, figures }));
  }
  return records;
}

function readCustomer(row: TableRow, year: number): CustomerRecord {
  const key = npiKey(row.text('NPI'));
  return {
    kind: 'customer',
    source: partDSource,
    sourceKey: `${year}/${key.value}`,
    customerKind: 'professional',
    identifiers: [key],
    precedence: 'fill',
    country: 'US',
    ...present({
      name: present({
        given: row.text('doc_first_name'),
        middle: row.text('doc_mi'),
        family: row.text('doc_last_name'),
        credentials: row.text('doc_cred'),
      }),
      sex: sexes[row.text('doc_gender')],
      specialty: present({ name: row.text('doc_specialty') }),
      addresses: readAddresses(row),
    }),
  };
}

function readAddresses(row: TableRow): CustomerRecord['addresses'] {
  const city = row.text('doc_city');
  if (city === '') return [];
  const place = present({ city, region: row.text('doc_state'), postalCode: readZip(row.text('doc_zip')) });
  return [{ use: 'practice', lines: [], country: 'US', ...place }];
}

function readFigures(row: TableRow) {
  const cents = (column: string) => (row.text(column) === '' ? undefined : readCents(row.text(column)));
  return present({
    claims: readFigure(row.text('doc_total_claims')),
    beneficiaries: readFigure(row.text('doc_bene_count')),
    days: readFigure(row.text('doc_total_day_supply')),
    brandClaims: readFigure(row.text('doc_brand_claims')),
    brandCost: cents('doc_brand_cost'),
    genericClaims: readFigure(row.text('doc_generic_claims')),
    genericCost: cents('doc_generic_cost'),
  });
}

function readYear(text: string): number {
  const year = Number(readCode(text));
  if (!Number.isInteger(year) || year < 2006 || year > 2100) {
    throw new RapportError('TIME_INVALID', `"${text}" is not a year since the start of Medicare Part D (2006).`);
  }
  return year;
}
