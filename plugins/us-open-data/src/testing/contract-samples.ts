import type { ContractSamples, FileSample } from 'rapport/testing';

const npi = '1234567893';
const profile = '77';

/** A file of one table from rows by column, with the cells in quotes as the publishers write them. */
function table(rows: readonly Readonly<Record<string, string>>[], more: Omit<FileSample, 'text'> = {}): FileSample {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  const lines = [quoted(columns), ...rows.map((row) => quoted(columns.map((column) => row[column] ?? '')))];
  return { text: `${lines.join('\n')}\n`, ...more };
}

const payment = {
  ...{ Record_ID: '900001', Physician_Profile_ID: profile, Date_of_Payment: '08/09/2013' },
  Applicable_Manufacturer_or_Applicable_GPO_Making_Payment_Name: 'Example Pharma, Inc.',
  Total_Amount_of_Payment_USDollars: '12.50',
};
const nature = 'Nature_of_Payment_or_Transfer_of_Value';

const general = table([
  { ...payment, [nature]: 'Food and Beverage', Name_of_Associated_Covered_Drug_or_Biological1: 'Exampla' },
  { ...payment, Record_ID: '900002', [nature]: 'Honoraria' },
  { ...payment, Record_ID: '900003', [nature]: 'Travel and Lodging' },
]);

/** What the plugin is tried with, by its tests and by `rapport check-plugin`. */
export const samples: ContractSamples = {
  requires: ['rapport-plugin-rep', 'rapport-plugin-conference'],
  importers: {
    'us-open-data.nppes': table([
      {
        ...{ NPI: npi, 'Entity Type Code': '1', 'Provider Last Name (Legal Name)': 'EXAMPLE' },
        ...{ 'Provider First Name': 'ADA', 'Healthcare Provider Taxonomy Code_1': '207R00000X' },
        'Provider Business Practice Location Address City Name': 'AMES',
      },
    ]),
    'us-open-data.part-d-providers': table(
      [{ Prscrbr_NPI: npi, Prscrbr_Name: 'Ada Example', Tot_Clms: '40', Tot_Drug_Cst: '1200' }],
      { name: 'partd_2023.csv', records: 2 },
    ),
    'us-open-data.part-d-open-payments-providers': table([
      { NPI: npi, year: '2013', doc_last_name: 'EXAMPLE', doc_total_drug_cost: '10.5', Physician_Profile_ID: profile },
    ]),
    'us-open-data.part-d-drugs': table(
      [{ Prscrbr_NPI: npi, Brnd_Name: 'Exampla', Gnrc_Name: 'Examplin', Tot_Clms: '11', Tot_Drug_Cst: '100' }],
      { name: 'partd_2023_by_provider_drug.csv', records: 3 },
    ),
    'us-open-data.profile-npi-crosswalk': table([{ Physician_Profile_ID: profile, NPI: npi }]),
    'us-open-data.open-payments-profiles': table([
      { Physician_Profile_ID: profile, Physician_Profile_Last_Name: 'EXAMPLE', Physician_Profile_City: 'Ames' },
    ]),
    'us-open-data.open-payments-physicians': table([
      { Physician_Profile_ID: profile, Physician_First_Name: 'ADA', Physician_Last_Name: 'EXAMPLE' },
    ]),
    'us-open-data.open-payments-general': general,
    'us-open-data.open-payments-research': table([{ ...payment, Record_ID: '800001', Name_of_Study: 'EXAMPLE-1' }]),
  },
};
