import { importRows } from '../testing/import-text';
import { crosswalkImporter } from './crosswalk';
import { specialtyName } from './physician';
import { openPaymentsPhysiciansImporter } from './physicians';
import { openPaymentsProfilesImporter } from './profiles';

describe('physician profiles', () => {
  const columns = ['ID', 'First_Name', 'Last_Name', 'Alternate_First_Name', 'Alternate_Last_Name', 'City', 'Zipcode'];
  const header = [...columns, 'Country_Name', 'Primary_Specialty', 'License_State_Code_1', 'License_State_Code_2'];
  const named = (prefix: string) => header.map((column) => `${prefix}_${column}`);

  it('fill gaps with name, alternate name, address, specialty and licence states', async () => {
    const row = {
      Physician_Profile_ID: '77',
      Physician_Profile_First_Name: 'ADA',
      Physician_Profile_Last_Name: 'EXAMPLE',
      Physician_Profile_Alternate_First_Name: 'ADA',
      Physician_Profile_Alternate_Last_Name: 'MAIDEN',
      Physician_Profile_City: 'Ames',
      Physician_Profile_Zipcode: '500101234',
      Physician_Profile_Country_Name: 'United States',
      Physician_Profile_Primary_Specialty:
        'Allopathic & Osteopathic Physicians/Internal Medicine, Hematology & Oncology',
      Physician_Profile_License_State_Code_1: 'IL',
      Physician_Profile_License_State_Code_2: 'IA',
    };
    const { records } = await importRows(openPaymentsProfilesImporter, named('Physician_Profile'), [row]);
    expect(records).toEqual([
      {
        kind: 'customer',
        source: 'us-open-payments-profiles',
        sourceKey: '77',
        customerKind: 'professional',
        identifiers: [{ system: 'us-open-payments-profile', value: '77' }],
        precedence: 'fill',
        name: { given: 'ADA', family: 'EXAMPLE' },
        otherNames: [{ use: 'other', given: 'ADA', family: 'MAIDEN' }],
        specialty: { name: 'Internal Medicine, Hematology & Oncology' },
        licences: [
          { number: 'not published', region: 'IL' },
          { number: 'not published', region: 'IA' },
        ],
        country: 'US',
        addresses: [{ use: 'practice', lines: [], city: 'Ames', postalCode: '50010-1234', country: 'US' }],
      },
    ]);
  });

  it('carry the NPI in the columns of 2021 and later', async () => {
    const row = {
      Covered_Recipient_Profile_ID: '77',
      Covered_Recipient_Profile_Last_Name: 'EXAMPLE',
      Covered_Recipient_NPI: '1234567893',
    };
    const { records } = await importRows(
      openPaymentsProfilesImporter,
      [...named('Covered_Recipient_Profile'), 'Covered_Recipient_NPI'],
      [row],
    );
    expect(records[0]).toMatchObject({
      identifiers: [
        { system: 'us-open-payments-profile', value: '77' },
        { system: 'us-npi', value: '1234567893' },
      ],
    });
  });
});

describe('a list of physicians', () => {
  it('says who they are and leaves its totals to the payments', async () => {
    const row = {
      Physician_Profile_ID: '77',
      Physician_First_Name: 'ADA',
      Physician_Last_Name: 'EXAMPLE',
      Recipient_City: 'AMES',
      Total_Amount_of_Payment_USDollars: '10.00',
    };
    const { records } = await importRows(openPaymentsPhysiciansImporter, Object.keys(row), [row]);
    expect(records).toEqual([
      expect.objectContaining({
        kind: 'customer',
        addresses: [expect.objectContaining({ city: 'AMES', country: 'US' })],
      }),
    ]);
  });
});

describe('the crosswalk', () => {
  it('gives whichever number is known the other', async () => {
    const row = { Physician_Profile_ID: '77', NPI: '1234567893' };
    const { records } = await importRows(crosswalkImporter, Object.keys(row), [row]);
    const keys = [
      { system: 'us-npi', value: '1234567893' },
      { system: 'us-open-payments-profile', value: '77' },
    ];
    expect(records).toEqual([expect.objectContaining({ kind: 'identifier', customer: keys, add: keys })]);
  });
});

describe('a specialty', () => {
  it.each([
    ['Allopathic & Osteopathic Physicians|Psychiatry & Neurology|Neurology', 'Psychiatry & Neurology, Neurology'],
    ['Allopathic & Osteopathic Physicians/Pain Medicine, Pain Medicine', 'Pain Medicine'],
    ['Dental Providers/Dentist', 'Dentist'],
    ['Optometrist', 'Optometrist'],
    ['', ''],
  ])('%s is shown as %s', (text, name) => expect(specialtyName(text)).toBe(name));
});
