import type { AffiliationRecord, CustomerRecord, Importer, ImportFile, IntakeRecord } from 'rapport/sdk';
import { announceBrands } from '../reading/brands';
import { firstTime } from '../reading/once';
import { readTable, type TableRow } from '../reading/table';
import { companyFilter } from './company';
import { readInvestigators } from './investigators';
import { researchMemo } from './memo';
import { ledgerEntry, readPayment, withdrawal } from './payment';
import { openPaymentsSource, type Recipient, readRecipient } from './recipient';

/** The research file has no column for the nature of a payment. */
const researchNature = 'Research';

const requiredColumns = [
  'Record_ID',
  'Date_of_Payment',
  'Total_Amount_of_Payment_USDollars',
  ['Covered_Recipient_Profile_ID', 'Physician_Profile_ID'],
  'Name_of_Study',
];

/** CMS Open Payments, research payments, of any program year and any cut of the columns. */
export const openPaymentsResearchImporter: Importer = {
  id: 'us-open-data.open-payments-research',
  title: 'Open Payments: research payments',
  format:
    'CSV "Research Payment Data – Detailed Dataset" of any program year, official column names in any case. --option company=<id or part of the name> takes one company’s rows.',
  repeats: 'correct',
  options: { company: 'id, or part of the name, of the only company whose rows are taken' },
  read: (input, file) => readTable(input, { required: requiredColumns, start: () => makeReader(file) }),
};

/** The money stands with who received it. Investigators of a study that paid an organisation are tied to that organisation. */
function makeReader(file: ImportFile) {
  const isWanted = companyFilter(file);
  const announce = announceBrands();
  const isNew = firstTime();
  const isNewRecord = (record: CustomerRecord | AffiliationRecord) => isNew(`${record.kind} ${record.sourceKey}`);
  return (row: TableRow) => {
    if (!isWanted(row)) return [];
    const withdrawn = withdrawal(row);
    if (withdrawn !== undefined) return withdrawn;
    const payment = readPayment(row);
    const recipient = readRecipient(row);
    const entry = ledgerEntry(payment, recipient.key, researchNature, researchMemo(row, payment));
    const people = readInvestigators(row);
    const customers = [recipient.customer, ...people].filter((customer) => customer !== undefined);
    const records: IntakeRecord[] = [...announce(payment.products), ...customers.filter(isNewRecord), entry];
    return [...records, ...ties(recipient, people).filter(isNewRecord)];
  };
}

function ties(recipient: Recipient, people: readonly CustomerRecord[]): readonly AffiliationRecord[] {
  if (recipient.kind === 'person') return [];
  return people.map((person) => ({
    kind: 'affiliation',
    source: openPaymentsSource,
    sourceKey: `investigator/${person.sourceKey}/${recipient.key.system}/${recipient.key.value}`,
    customer: person.identifiers.slice(0, 1),
    other: [recipient.key],
    role: 'principal investigator',
  }));
}
