import type { Importer, ImportFile, IntakeRecord, InteractionRecord } from 'rapport/sdk';
import { announceBrands } from '../reading/brands';
import { firstTime } from '../reading/once';
import { readTable, type TableRow } from '../reading/table';
import { readFigure } from '../reading/values';
import { companyFilter } from './company';
import { mealDetails, talkDetails } from './contact-details';
import { generalMemo } from './memo';
import { evidenceOf } from './nature';
import { ledgerEntry, type Payment, readPayment, transferOf, withdrawal } from './payment';
import { openPaymentsSource, type Recipient, readRecipient } from './recipient';

const requiredColumns = [
  'Record_ID',
  'Date_of_Payment',
  'Total_Amount_of_Payment_USDollars',
  'Nature_of_Payment_or_Transfer_of_Value',
  ['Covered_Recipient_Profile_ID', 'Physician_Profile_ID', 'Covered_Recipient_NPI'],
];

/** CMS Open Payments, general payments, of any program year and any cut of the columns. */
export const openPaymentsGeneralImporter: Importer = {
  id: 'us-open-data.open-payments-general',
  title: 'Open Payments: general payments',
  format:
    'CSV "General Payment Data – Detailed Dataset" of any program year, official column names in any case, also cut at 63 characters. --option company=<id or part of the name> takes one company’s rows.',
  repeats: 'correct',
  options: { company: 'id, or part of the name, of the only company whose rows are taken' },
  read: (input, file) => readTable(input, { required: requiredColumns, start: () => makeReader(file) }),
};

function makeReader(file: ImportFile) {
  const isWanted = companyFilter(file);
  const announce = announceBrands();
  const isNewRecipient = firstTime();
  return (row: TableRow) => {
    if (!isWanted(row)) return [];
    const withdrawn = withdrawal(row);
    if (withdrawn !== undefined) return withdrawn;
    const payment = readPayment(row);
    const recipient = readRecipient(row);
    const event = readEvent(row, payment, recipient);
    const records: IntakeRecord[] = [...announce(payment.products)];
    if (recipient.customer !== undefined && isNewRecipient(recipient.customer.sourceKey))
      records.push(recipient.customer);
    records.push(event);
    return records;
  };
}

/** Meals and talks are contacts that carry their money; what went to an organisation, or is no contact, is money alone. */
function readEvent(row: TableRow, payment: Payment, recipient: Recipient): IntakeRecord {
  const nature = row.text('Nature_of_Payment_or_Transfer_of_Value');
  const count = readFigure(row.text('Number_of_Payments_Included_in_Total_Amount')) ?? 1;
  const memo = generalMemo(row, payment, count);
  const evidence = recipient.kind === 'person' ? evidenceOf(nature) : 'money';
  if (evidence === 'money') return ledgerEntry(payment, recipient.key, nature, memo);
  const contact: InteractionRecord = {
    kind: 'interaction',
    source: openPaymentsSource,
    sourceKey: payment.recordId,
    type: evidence === 'meal' ? 'rep.visit_held' : 'conference.spoke',
    customer: [recipient.key],
    occurredAt: payment.day,
    count: Math.max(1, Math.trunc(count)),
    details: evidence === 'meal' ? mealDetails(payment) : talkDetails(),
    ledger: [transferOf(payment, nature, memo)],
  };
  const [brand] = payment.products;
  return brand === undefined ? contact : { ...contact, brand };
}
