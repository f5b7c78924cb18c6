import type { InteractionRecord, LedgerRecord } from 'rapport/sdk';
import { importRows } from '../testing/import-text';
import { openPaymentsGeneralImporter } from './general';

const manufacturer = 'Applicable_Manufacturer_or_Applicable_GPO_Making_Payment_Name';
const thirdParty = 'Name_of_Third_Party_Entity_Receiving_Payment_or_Transfer_of_Value';
const nature = 'Nature_of_Payment_or_Transfer_of_Value';
const amount = 'Total_Amount_of_Payment_USDollars';
const form = 'Form_of_Payment_or_Transfer_of_Value';
const drug = (number: number) => `Name_of_Associated_Covered_Drug_or_Biological${number}`;
const speaking =
  'Compensation for services other than consulting, including serving as faculty or as a speaker at a venue other than a continuing education program';

const columns = [
  'Record_ID',
  'Physician_Profile_ID',
  manufacturer,
  amount,
  'Date_of_Payment',
  form,
  nature,
  thirdParty,
  'Contextual_Information',
  drug(1),
  drug(2),
];
const meal = {
  Record_ID: '900001',
  Physician_Profile_ID: '77',
  [manufacturer]: 'Example Pharma, Inc.',
  [amount]: '12.50',
  Date_of_Payment: '08/09/2013',
  [form]: 'In-kind items and services',
  [nature]: 'Food and Beverage',
};
const profile = { system: 'us-open-payments-profile', value: '77' };

async function read(row: Readonly<Record<string, string>>, more: readonly string[] = []) {
  const { records, rejections } = await importRows(openPaymentsGeneralImporter, [...columns, ...more], [row]);
  const event = records.at(-1) as InteractionRecord | LedgerRecord;
  return { event, records, rejections };
}

describe('a meal', () => {
  it('is a visit held on an imprecise day, of unknown length, with a recorded value transfer', async () => {
    const { event } = await read({ ...meal, [drug(1)]: 'Exampla' });
    expect(event).toEqual({
      kind: 'interaction',
      source: 'us-open-payments',
      sourceKey: '900001',
      type: 'rep.visit_held',
      customer: [profile],
      occurredAt: '2013-08-09',
      count: 1,
      brand: 'EXAMPLA',
      details: { callType: 'meal' },
      ledger: [
        {
          entry: 'value_transfer',
          amountMinor: 1250,
          currency: 'USD',
          basis: 'recorded',
          nature: 'Food and Beverage',
          counterparty: 'Example Pharma, Inc.',
          memo: 'In-kind items and services',
        },
      ],
    });
  });

  it('has the same details whatever it cost', async () => {
    const [cheap, dear] = await Promise.all([read(meal), read({ ...meal, [amount]: '950.00' })]);
    expect((cheap.event as InteractionRecord).details).toEqual((dear.event as InteractionRecord).details);
  });

  it('names further brands beside the main one and announces each brand once before its use', async () => {
    const second = { ...meal, Record_ID: '900002', [drug(1)]: 'EXAMPLA' };
    const first = { ...meal, [drug(1)]: 'Exampla', [drug(2)]: 'Samplin' };
    const { records } = await importRows(openPaymentsGeneralImporter, columns, [first, second]);
    expect(records.map((record) => record.kind)).toEqual(['brand', 'brand', 'interaction', 'interaction']);
    expect(records[2]).toMatchObject({ brand: 'EXAMPLA', details: { brands: [{ code: 'SAMPLIN' }] } });
  });

  it('stands for as many contacts as payments were added up', async () => {
    const count = 'number_of_payments_included_in_total_amount';
    const { event } = await read({ ...meal, [count]: '3' }, [count]);
    expect(event).toMatchObject({ count: 3, ledger: [{ amountMinor: 1250 }] });
  });
});

describe('rows that look alike', () => {
  it('are different payments when their Record_ID differs', async () => {
    const { records } = await importRows(openPaymentsGeneralImporter, columns, [
      meal,
      { ...meal, Record_ID: '900002' },
    ]);
    expect(records.map((record) => 'sourceKey' in record && record.sourceKey)).toEqual(['900001', '900002']);
  });
});

describe('speaking and teaching', () => {
  it.each([
    speaking,
    'Honoraria',
    'Compensation for serving as faculty or as a speaker for a non-accredited and noncertified continuing education program',
    'Compensation for serving as faculty or as a speaker for an accredited or certified continuing education program',
    'Compensation for serving as faculty or as a speaker for a medical education program',
  ])('is a talk when the nature is %s', async (text) => {
    const { event } = await read({ ...meal, [nature]: text });
    expect(event).toMatchObject({ type: 'conference.spoke', ledger: [{ nature: text }] });
  });
});

describe('money that is no contact', () => {
  it.each([
    'Travel and Lodging',
    'Consulting Fee',
    'Education',
    'Gift',
    'Royalty or License',
    'Debt forgiveness',
    'Acquisitions',
  ])('is a ledger entry with its nature: %s', async (text) => {
    const { event } = await read({ ...meal, [nature]: text, [drug(1)]: 'Exampla', [thirdParty]: 'Ada Example, LLC' });
    expect(event).toMatchObject({
      kind: 'ledger',
      customer: [profile],
      occurredOn: '2013-08-09',
      entry: 'value_transfer',
      basis: 'recorded',
      nature: text,
      brand: 'EXAMPLA',
      memo: 'In-kind items and services; paid to: Ada Example, LLC',
    });
  });
});

describe('the export in lower case with all columns', () => {
  const named = [
    'covered_recipient_type',
    'physician_first_name',
    'physician_last_name',
    'physician_specialty',
    'recipient_city',
    'recipient_country',
    'recipient_primary_business_street_address_line1',
    'physician_license_state_code1',
    'dispute_status_for_publication',
    'delay_in_publication_indicator',
  ];

  it('says who the physician is, once, before the payment', async () => {
    const row = {
      ...meal,
      Date_of_Payment: '2013-12-06 00:00:00',
      physician_first_name: 'ADA',
      physician_last_name: 'EXAMPLE',
      physician_specialty: 'Allopathic & Osteopathic Physicians|Internal Medicine|Cardiovascular Disease',
      recipient_city: 'AMES',
      recipient_country: 'United States',
      physician_license_state_code1: 'IA',
    };
    const rows = [row, { ...row, Record_ID: '900002', recipient_city: 'DES MOINES' }];
    const { records } = await importRows(openPaymentsGeneralImporter, [...columns, ...named], rows);
    expect(records.map((record) => record.kind)).toEqual(['customer', 'interaction', 'interaction']);
    expect(records[0]).toMatchObject({
      precedence: 'fill',
      identifiers: [profile],
      name: { given: 'ADA', family: 'EXAMPLE' },
      specialty: { name: 'Internal Medicine, Cardiovascular Disease' },
      licences: [{ number: 'not published', region: 'IA' }],
      addresses: [{ city: 'AMES', country: 'US' }],
    });
    expect(records[1]).toMatchObject({ occurredAt: '2013-12-06' });
  });

  it('notes disputes and late publication', async () => {
    const remarks = { dispute_status_for_publication: 'Yes', delay_in_publication_indicator: 'R&D on New Product' };
    const { event } = await read({ ...meal, ...remarks }, named);
    expect((event as InteractionRecord).ledger?.[0]?.memo).toBe(
      'In-kind items and services; disputed by the recipient; publication was delayed: R&D on New Product',
    );
  });
});

describe('other program years and recipients', () => {
  it('reads product columns of 2016 and later', async () => {
    const product = 'Name_of_Drug_or_Biological_or_Device_or_Medical_Supply_1';
    const { event } = await read({ ...meal, [product]: 'Exampla' }, [product]);
    expect(event.brand).toBe('EXAMPLA');
  });

  it('reads the NPI of 2021 and later beside the profile', async () => {
    const recipient = ['Covered_Recipient_Profile_ID', 'Covered_Recipient_NPI', 'Covered_Recipient_Last_Name'];
    const row = {
      ...meal,
      Physician_Profile_ID: '',
      Covered_Recipient_Profile_ID: '77',
      Covered_Recipient_NPI: '1234567893',
    };
    const { records, event } = await read({ ...row, Covered_Recipient_Last_Name: 'EXAMPLE' }, recipient);
    expect(records[0]).toMatchObject({ identifiers: [profile, { system: 'us-npi', value: '1234567893' }] });
    expect(event.customer).toEqual([profile]);
  });

  it('books what a teaching hospital received as money, even a meal', async () => {
    const hospital = ['Teaching_Hospital_CCN', 'Teaching_Hospital_Name'];
    const row = {
      ...meal,
      Physician_Profile_ID: '',
      Teaching_Hospital_CCN: '54144',
      Teaching_Hospital_Name: 'Example Hospital',
    };
    const { records, event } = await read(row, hospital);
    const ccn = { system: 'us-ccn', value: '054144' };
    expect(records[0]).toMatchObject({
      customerKind: 'organization',
      organizationName: 'Example Hospital',
      identifiers: [ccn],
    });
    expect(event).toMatchObject({ kind: 'ledger', customer: [ccn] });
  });
});

describe('the option company', () => {
  const id = 'Applicable_Manufacturer_or_Applicable_GPO_Making_Payment_ID';
  const other = { ...meal, Record_ID: '900002', [manufacturer]: 'Other Devices LLC', [id]: '100000000002' };
  const rows = [{ ...meal, [id]: '100000000001' }, other];

  it.each([
    ['100000000002', ['900002']],
    ['example pharma', ['900001']],
    ['', ['900001', '900002']],
  ])('%s takes the rows %j', async (company, keys) => {
    const file = { options: { company } };
    const { records } = await importRows(openPaymentsGeneralImporter, [...columns, id], rows, file);
    expect(records.map((record) => record.sourceKey)).toEqual(keys);
  });
});

describe('rows that cannot be taken', () => {
  it('are set aside without fault when the publication withdrew them', async () => {
    const { rejections } = await read({ ...meal, Change_Type: 'DELETED' }, ['Change_Type']);
    expect(rejections).toEqual([expect.objectContaining({ code: 'RECORD_WITHDRAWN', filtered: true })]);
  });

  it.each([
    ['RECORD_MALFORMED', { Record_ID: '' }],
    ['RECORD_MALFORMED', { Physician_Profile_ID: '' }],
    ['IDENTIFIER_INVALID', { Physician_Profile_ID: 'x' }],
    ['TIME_INVALID', { Date_of_Payment: '' }],
    ['TIME_INVALID', { Date_of_Payment: '31/12/2013' }],
    ['MONEY_INVALID', { [amount]: 'free' }],
  ])('are rejected with %s for %j', async (code, change) => {
    const { records, rejections } = await read({ ...meal, ...change });
    expect(records).toEqual([]);
    expect(rejections).toEqual([expect.objectContaining({ code, line: 2 })]);
  });
});
