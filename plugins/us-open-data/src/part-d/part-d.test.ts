import type { LedgerRecord } from 'rapport/sdk';
import { importRows } from '../testing/import-text';
import { dataYear } from './data-year';
import { partDDrugsImporter } from './drugs';
import { readFigures, writeFigures } from './figures';
import { partDLinkedProvidersImporter } from './linked-providers';
import { partDProvidersImporter } from './providers';

const npi = '1234567893';
const npiKey = { system: 'us-npi', value: npi };

describe('the data year', () => {
  it.each([
    ['partd_2023_by_provider.csv', 2023],
    ['MUP_DPR_RY25_P04_V10_DY23_NPI.csv', 2023],
    ['Medicare_Part_D_Prescribers_by_Provider_2021.csv', 2021],
  ])('of %s is %d', (name, year) => expect(dataYear({ name, options: {} })).toBe(year));

  it('is the option where one is given', () => {
    expect(dataYear({ name: 'partd_2023.csv', options: { year: '2022' } })).toBe(2022);
  });

  it.each(['prescribers.csv', 'from_2013_to_2014.csv'])('is not guessed from %s', (name) => {
    expect(() => dataYear({ name, options: {} })).toThrow(expect.objectContaining({ code: 'NOT_CONFIGURED' }));
  });
});

describe('claim figures in a memo', () => {
  it('are read back as they were written, among other remarks', () => {
    const figures = { claims: 12, beneficiaries: 11, brandClaims: 3, brandCost: 45_06, genericCost: 7_00 };
    expect(readFigures(`Modelled; data year 2023; ${writeFigures(figures)}`)).toEqual(figures);
  });
});

describe('prescribers', () => {
  const columns = ['Prscrbr_NPI', 'Prscrbr_Name', 'Prscrbr_Crdntls', 'Prscrbr_City', 'Prscrbr_State_Abrvtn'];
  const more = ['Prscrbr_zip5', 'Prscrbr_Type', 'Tot_Clms', 'Tot_Drug_Cst', 'Tot_Benes', 'Brnd_Tot_Drug_Cst'];
  const row = {
    Prscrbr_NPI: npi,
    Prscrbr_Name: 'Ada Van Example',
    Tot_Clms: '40',
    Tot_Drug_Cst: '1200',
    Tot_Benes: '0',
  };
  const file = { name: 'partd_2023.csv' };

  it('become customers whose gaps are filled, and modelled revenue on the last day of the year', async () => {
    const place = { Prscrbr_City: 'Boston', Prscrbr_State_Abrvtn: 'MA', Prscrbr_zip5: '2115', Prscrbr_Type: 'Dentist' };
    const { records } = await importRows(partDProvidersImporter, [...columns, ...more], [{ ...row, ...place }], file);
    expect(records[0]).toMatchObject({
      kind: 'customer',
      precedence: 'fill',
      identifiers: [npiKey],
      name: { given: 'Ada', family: 'Van Example' },
      specialty: { name: 'Dentist' },
      addresses: [{ city: 'Boston', region: 'MA', postalCode: '02115', country: 'US' }],
    });
    expect(records[1]).toMatchObject({
      kind: 'ledger',
      entry: 'revenue',
      basis: 'modelled',
      occurredOn: '2023-12-31',
      amountMinor: 120_000,
      nature: expect.stringContaining('market signal'),
      memo: expect.stringContaining('not our revenue'),
    });
  });

  it('have unknown figures where a copy wrote 0', async () => {
    const { records } = await importRows(partDProvidersImporter, [...columns, ...more], [row], file);
    const ledger = records[1] as LedgerRecord;
    expect(readFigures(ledger.memo ?? '')).toEqual({ claims: 40 });
  });

  it('have no entry when the whole cost is suppressed', async () => {
    const rows = [{ ...row, Tot_Drug_Cst: '0' }];
    const { records } = await importRows(partDProvidersImporter, [...columns, ...more], rows, file);
    expect(records.map((record) => record.kind)).toEqual(['customer']);
  });

  it('are read from the official columns too', async () => {
    const header = ['PRSCRBR_NPI', 'Prscrbr_Last_Org_Name', 'Prscrbr_First_Name', 'Prscrbr_Ent_Cd', 'Tot_Drug_Cst'];
    const rows = [
      {
        PRSCRBR_NPI: npi,
        Prscrbr_Last_Org_Name: 'Example',
        Prscrbr_First_Name: 'Ada',
        Prscrbr_Ent_Cd: 'I',
        Tot_Drug_Cst: '1.50',
      },
      { PRSCRBR_NPI: npi, Prscrbr_Last_Org_Name: 'Example Inc', Prscrbr_Ent_Cd: 'O', Tot_Drug_Cst: '1.50' },
    ];
    const { records } = await importRows(partDProvidersImporter, header, rows, file);
    expect(records[0]).toMatchObject({ customerKind: 'professional', name: { given: 'Ada', family: 'Example' } });
    expect(records[2]).toMatchObject({ customerKind: 'organization', organizationName: 'Example Inc' });
  });
});

describe('prescribers linked to Open Payments', () => {
  const header = [
    'NPI',
    'year',
    'doc_last_name',
    'doc_first_name',
    'doc_zip',
    'doc_total_drug_cost',
    'Physician_Profile_ID',
  ];
  const row = { NPI: npi, doc_last_name: 'EXAMPLE', doc_first_name: 'ADA', doc_total_drug_cost: '10.5' };

  it('give a customer, a link of its own and an entry per year', async () => {
    const rows = [
      { ...row, year: '2013', Physician_Profile_ID: '77' },
      { ...row, year: '2014' },
    ];
    const { records } = await importRows(partDLinkedProvidersImporter, header, rows);
    expect(records.map((record) => record.kind)).toEqual(['customer', 'identifier', 'ledger', 'customer', 'ledger']);
    expect(records[0]).toMatchObject({ identifiers: [npiKey] });
    expect(records[1]).toMatchObject({
      customer: [npiKey],
      add: [{ system: 'us-open-payments-profile', value: '77' }],
    });
    expect(records[2]).toMatchObject({ occurredOn: '2013-12-31', amountMinor: 1050, sourceKey: `2013/${npi}` });
    expect(records[4]).toMatchObject({ occurredOn: '2014-12-31', sourceKey: `2014/${npi}` });
  });

  it('are set aside without a year', async () => {
    const { rejections } = await importRows(partDLinkedProvidersImporter, header, [row]);
    expect(rejections).toEqual([expect.objectContaining({ code: 'TIME_INVALID' })]);
  });
});

describe('drugs of prescribers', () => {
  const header = ['Prscrbr_NPI', 'Brnd_Name', 'Gnrc_Name', 'Tot_Clms', 'Tot_Drug_Cst'];
  const rows = [
    { Prscrbr_NPI: npi, Brnd_Name: 'Exampla', Gnrc_Name: 'Examplin', Tot_Clms: '11', Tot_Drug_Cst: '100' },
    { Prscrbr_NPI: npi, Brnd_Name: 'EXAMPLA', Gnrc_Name: 'Examplin Er', Tot_Clms: '12', Tot_Drug_Cst: '50' },
  ];
  const name = 'partd_2023_by_provider_drug.csv';

  it('name each brand once, before its entries', async () => {
    const { records } = await importRows(partDDrugsImporter, header, rows, { name });
    expect(records.map((record) => record.kind)).toEqual(['brand', 'ledger', 'ledger', 'ledger', 'ledger']);
    expect(records[0]).toMatchObject({ code: 'EXAMPLA', name: 'EXAMPLA' });
    expect(records[1]).toMatchObject({ brand: 'EXAMPLA', amountMinor: 100_00, basis: 'modelled' });
  });

  it('add nothing to the yearly total, of which they are a part', async () => {
    const { records } = await importRows(partDDrugsImporter, header, rows, { name });
    const amounts = records.flatMap((record) => (record.kind === 'ledger' ? [record.amountMinor] : []));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(0);
  });

  it('stand alone when the totals are absent', async () => {
    const { records } = await importRows(partDDrugsImporter, header, rows, { name, options: { totals: 'absent' } });
    const entries = records.filter((record) => record.kind === 'ledger');
    expect(entries.map((record) => record.amountMinor)).toEqual([100_00, 50_00]);
    expect(new Set(entries.map((record) => record.sourceKey)).size).toBe(2);
  });
});
