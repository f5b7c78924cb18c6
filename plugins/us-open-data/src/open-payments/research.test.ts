import { importRows } from '../testing/import-text';
import { openPaymentsResearchImporter } from './research';

const amount = 'Total_Amount_of_Payment_USDollars';
const base = ['Record_ID', 'Physician_Profile_ID', amount, 'Date_of_Payment', 'Name_of_Study'];
const wide = [
  ...base,
  'Noncovered_Recipient_Entity_Name',
  'Recipient_State',
  'ClinicalTrials_Gov_Identifier',
  ...[1, 2].flatMap((number) => [
    `Principal_Investigator_${number}_Profile_ID`,
    `Principal_Investigator_${number}_Last_Name`,
    `Principal_Investigator_${number}_City`,
  ]),
];
const payment = { Record_ID: '800001', [amount]: '461.67', Date_of_Payment: '12/31/2013', Name_of_Study: 'EXAMPLE-1' };
const profile = (value: string) => ({ system: 'us-open-payments-profile', value });

describe('research payments', () => {
  it('to a physician are value transfers with the name of the study', async () => {
    const { records } = await importRows(openPaymentsResearchImporter, base, [
      { ...payment, Physician_Profile_ID: '77' },
    ]);
    expect(records).toEqual([
      expect.objectContaining({
        kind: 'ledger',
        sourceKey: '800001',
        customer: [profile('77')],
        entry: 'value_transfer',
        nature: 'Research',
        amountMinor: 46_167,
        occurredOn: '2013-12-31',
        memo: 'study: EXAMPLE-1',
      }),
    ]);
  });

  it('to a clinic stay with the clinic and tie its investigators to it', async () => {
    const row = {
      ...payment,
      Noncovered_Recipient_Entity_Name: 'Example Clinic, P.C.',
      Recipient_State: 'IA',
      ClinicalTrials_Gov_Identifier: 'NCT00000001',
      Principal_Investigator_1_Profile_ID: '77',
      Principal_Investigator_1_Last_Name: 'EXAMPLE',
      Principal_Investigator_1_City: 'AMES',
      Principal_Investigator_2_Profile_ID: '78',
      Principal_Investigator_2_Last_Name: 'SAMPLE',
    };
    const again = { ...row, Record_ID: '800002', Noncovered_Recipient_Entity_Name: 'EXAMPLE CLINIC PC' };
    const { records } = await importRows(openPaymentsResearchImporter, wide, [row, again]);
    const clinic = { system: 'us-open-payments-entity', value: 'IA:EXAMPLE CLINIC PC' };
    expect(records.map((record) => record.kind)).toEqual([
      ...['customer', 'customer', 'customer', 'ledger', 'affiliation', 'affiliation'],
      'ledger',
    ]);
    expect(records[0]).toMatchObject({ customerKind: 'organization', identifiers: [clinic] });
    expect(records[1]).toMatchObject({ identifiers: [profile('77')], name: { family: 'EXAMPLE' } });
    expect(records[3]).toMatchObject({ customer: [clinic], memo: 'study: EXAMPLE-1; trial: NCT00000001' });
    expect(records[4]).toMatchObject({ customer: [profile('77')], other: [clinic], role: 'principal investigator' });
    expect(records[6]).toMatchObject({ customer: [clinic], sourceKey: '800002' });
  });

  it('without any recipient are rejected', async () => {
    const { rejections } = await importRows(openPaymentsResearchImporter, wide, [payment]);
    expect(rejections).toEqual([expect.objectContaining({ code: 'RECORD_MALFORMED' })]);
  });
});
