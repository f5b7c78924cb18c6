import type { CustomerRecord } from 'rapport/sdk';
import { importRows } from '../testing/import-text';
import { nppesImporter } from './importer';

const taxonomy = (number: number, part: string) => `${part}_${number}`;
const code = (number: number) => taxonomy(number, 'Healthcare Provider Taxonomy Code');
const primary = (number: number) => taxonomy(number, 'Healthcare Provider Primary Taxonomy Switch');
const licence = (number: number) => taxonomy(number, 'Provider License Number');
const licenceState = (number: number) => taxonomy(number, 'Provider License Number State Code');

const columns = [
  'NPI',
  'Entity Type Code',
  'Replacement NPI',
  'Employer Identification Number (EIN)',
  'Provider Organization Name (Legal Business Name)',
  'Provider Last Name (Legal Name)',
  'Provider First Name',
  'Provider Middle Name',
  'Provider Credential Text',
  'Provider Other Organization Name',
  'Provider Other Organization Name Type Code',
  'Provider Other Last Name',
  'Provider Other First Name',
  'Provider Other Middle Name',
  'Provider Other Last Name Type Code',
  'Provider First Line Business Mailing Address',
  'Provider Business Mailing Address City Name',
  'Provider Business Mailing Address Country Code (If outside U.S.)',
  'Provider First Line Business Practice Location Address',
  'Provider Second Line Business Practice Location Address',
  'Provider Business Practice Location Address City Name',
  'Provider Business Practice Location Address State Name',
  'Provider Business Practice Location Address Postal Code',
  'Provider Business Practice Location Address Country Code (If outside U.S.)',
  'Provider Business Practice Location Address Telephone Number',
  'Provider Business Practice Location Address Fax Number',
  'NPI Deactivation Reason Code',
  'NPI Deactivation Date',
  'NPI Reactivation Date',
  'Provider Sex Code',
  'Authorized Official Last Name',
  'Authorized Official First Name',
  'Authorized Official Title or Position',
  'Authorized Official Telephone Number',
  ...[1, 2, 3].flatMap((number) => [code(number), licence(number), licenceState(number), primary(number)]),
];

const person = {
  NPI: '1234567893',
  'Entity Type Code': '1',
  'Provider Last Name (Legal Name)': 'EXAMPLE',
  'Provider First Name': 'ADA',
  'Provider Sex Code': 'F',
};

async function read(row: Readonly<Record<string, string>>, header = columns): Promise<CustomerRecord> {
  const { records } = await importRows(nppesImporter, header, [row]);
  const [record] = records;
  if (record?.kind !== 'customer') throw new Error('The row gave no customer.');
  return record;
}

describe('an individual of NPPES', () => {
  it('is a professional by NPI with name, credentials, sex and an active status', async () => {
    const record = await read({ ...person, 'Provider Credential Text': 'M.D.', 'Provider Middle Name': 'B' });
    expect(record).toMatchObject({
      customerKind: 'professional',
      identifiers: [{ system: 'us-npi', value: '1234567893' }],
      name: { given: 'ADA', middle: 'B', family: 'EXAMPLE', credentials: 'M.D.' },
      sex: 'female',
      status: 'active',
    });
  });

  it('has the taxonomy with the switch Y as specialty, wherever it stands', async () => {
    const record = await read({
      ...person,
      [code(1)]: '207Q00000X',
      [primary(1)]: 'N',
      [code(3)]: '207R00000X',
      [primary(3)]: 'Y',
    });
    expect(record.specialty).toEqual({ code: '207R00000X' });
  });

  it('has the first taxonomy as specialty when no switch says Y', async () => {
    const record = await read({ ...person, [code(2)]: '207R00000X', [primary(2)]: 'X' });
    expect(record.specialty).toEqual({ code: '207R00000X' });
  });

  it('keeps each licence with its state and taxonomy once', async () => {
    const same = { [code(1)]: '207Q00000X', [licence(1)]: 'A1', [licenceState(1)]: 'IA' };
    const again = { [code(2)]: '207Q00000X', [licence(2)]: 'A1', [licenceState(2)]: 'IA' };
    const stateOnly = { [code(3)]: '207R00000X', [licenceState(3)]: 'NE' };
    const record = await read({ ...person, ...same, ...again, ...stateOnly });
    expect(record.licences).toEqual([{ number: 'A1', region: 'IA', specialtyCode: '207Q00000X' }]);
  });

  it('keeps a former name with its use', async () => {
    const other = { 'Provider Other Last Name': 'MAIDEN', 'Provider Other Last Name Type Code': '1' };
    const record = await read({ ...person, ...other, 'Provider Other First Name': 'ADA' });
    expect(record.otherNames).toEqual([{ use: 'former', given: 'ADA', family: 'MAIDEN' }]);
  });

  it('drops another name that only repeats the legal one', async () => {
    const other = { 'Provider Other Last Name': 'Example', 'Provider Other First Name': 'ADA' };
    expect((await read({ ...person, ...other })).otherNames).toEqual([]);
  });

  it('has practice and mailing address, telephone and fax', async () => {
    const practice = 'Provider Business Practice Location Address';
    const record = await read({
      ...person,
      'Provider First Line Business Mailing Address': 'PO BOX 1',
      'Provider Business Mailing Address City Name': 'TORONTO',
      'Provider Business Mailing Address Country Code (If outside U.S.)': 'CA',
      'Provider First Line Business Practice Location Address': '1 MAIN ST',
      'Provider Second Line Business Practice Location Address': 'STE 2',
      [`${practice} City Name`]: 'AMES',
      [`${practice} State Name`]: 'IA',
      [`${practice} Postal Code`]: '500101234',
      [`${practice} Country Code (If outside U.S.)`]: 'US',
      [`${practice} Telephone Number`]: '5155550100',
      [`${practice} Fax Number`]: '5155550101',
    });
    expect(record.country).toBe('US');
    expect(record.addresses).toEqual([
      {
        use: 'practice',
        lines: ['1 MAIN ST', 'STE 2'],
        city: 'AMES',
        region: 'IA',
        postalCode: '50010-1234',
        country: 'US',
      },
      { use: 'mailing', lines: ['PO BOX 1'], city: 'TORONTO', country: 'CA' },
    ]);
    expect(record.contactPoints).toEqual([
      { kind: 'phone', value: '5155550100', use: 'practice' },
      { kind: 'fax', value: '5155550101', use: 'practice' },
    ]);
  });
});

describe('an organisation of NPPES', () => {
  const body = {
    NPI: '1234567893',
    'Entity Type Code': '2',
    'Employer Identification Number (EIN)': '<UNAVAIL>',
    'Provider Organization Name (Legal Business Name)': 'EXAMPLE CLINIC',
  };

  it('has its name and names its authorised official as a telephone', async () => {
    const record = await read({
      ...body,
      'Authorized Official Last Name': 'SAMPLE',
      'Authorized Official First Name': 'BEN',
      'Authorized Official Title or Position': 'CFO',
      'Authorized Official Telephone Number': '5155550199',
    });
    expect(record).toMatchObject({ customerKind: 'organization', organizationName: 'EXAMPLE CLINIC' });
    expect(record).not.toHaveProperty('name');
    expect(record.contactPoints).toEqual([
      { kind: 'phone', value: '5155550199', use: 'authorised official BEN SAMPLE, CFO' },
    ]);
  });

  it('has no other name where the file says <UNAVAIL>', async () => {
    const record = await read({ ...body, 'Provider Other Organization Name': '<UNAVAIL>' });
    expect(record.otherNames).toEqual([]);
  });

  it('keeps the official within the length a use may have', async () => {
    const long = { 'Authorized Official Last Name': 'L'.repeat(35), 'Authorized Official First Name': 'F'.repeat(70) };
    const record = await read({ ...body, ...long, 'Authorized Official Telephone Number': '5155550199' });
    expect(record.contactPoints?.[0]?.use).toHaveLength(100);
  });

  it('keeps a former legal name', async () => {
    const former = { 'Provider Other Organization Name': 'OLD', 'Provider Other Organization Name Type Code': '4' };
    expect((await read({ ...body, ...former })).otherNames).toEqual([{ use: 'former', organizationName: 'OLD' }]);
  });
});

describe('a deactivated NPI', () => {
  it('says only that it is inactive, since when and why, and leaves names and kind alone', async () => {
    const record = await read({
      NPI: '1234567893',
      'NPI Deactivation Date': '03/15/2006',
      'NPI Deactivation Reason Code': 'DT',
    });
    expect(record).toEqual({
      kind: 'customer',
      source: 'us-nppes',
      sourceKey: '1234567893',
      identifiers: [{ system: 'us-npi', value: '1234567893' }],
      customerKind: 'professional',
      status: 'inactive',
      statusReason: 'NPI deactivated: death',
      statusSince: '2006-03-15',
    });
  });

  it('is active again from its reactivation', async () => {
    const record = await read({
      ...person,
      'NPI Deactivation Date': '5/23/2005',
      'NPI Reactivation Date': '5/24/2005',
    });
    expect(record).toMatchObject({ status: 'active', statusReason: 'NPI reactivated', statusSince: '2005-05-24' });
  });

  it('is inactive when it was deactivated after a reactivation', async () => {
    const record = await read({
      NPI: '1234567893',
      'NPI Deactivation Date': '01/01/2020',
      'NPI Reactivation Date': '01/01/2010',
    });
    expect(record).toMatchObject({ status: 'inactive', statusSince: '2020-01-01' });
  });
});

describe('files of NPPES', () => {
  it('may be cut to individuals with specialties in words and one street column', async () => {
    const header = ['NPI', 'Provider Last Name (Legal Name)', 'Provider First Name', code(1), 'Full Street Address'];
    const record = await read(
      { ...person, [code(1)]: 'INTERNAL MEDICINE', 'Full Street Address': '1 MAIN ST' },
      header,
    );
    expect(record).toMatchObject({
      customerKind: 'professional',
      specialty: { name: 'INTERNAL MEDICINE' },
      addresses: [{ use: 'practice', lines: ['1 MAIN ST'] }],
    });
    expect(record).not.toHaveProperty('licences');
    expect(record).not.toHaveProperty('contactPoints');
  });

  it('set a number with a wrong check digit aside', async () => {
    const { rejections } = await importRows(nppesImporter, columns, [{ ...person, NPI: '1234567890' }]);
    expect(rejections).toEqual([expect.objectContaining({ code: 'IDENTIFIER_INVALID', line: 2 })]);
  });
});
