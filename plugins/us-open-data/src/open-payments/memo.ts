import type { TableRow } from '../reading/table';
import type { Payment } from './payment';

/** What else a general payment row says, as text for people: `label: value` parts joined by semicolons. */
export function generalMemo(row: TableRow, payment: Payment, count: number): string {
  const travel = ['City_of_Travel', 'State_of_Travel', 'Country_of_Travel'].map((column) => row.text(column));
  return joined([
    ['', row.text('Form_of_Payment_or_Transfer_of_Value')],
    ['context', row.text('Contextual_Information')],
    ['paid to', row.text('Name_of_Third_Party_Entity_Receiving_Payment_or_Transfer_of_Value')],
    ['travel to', travel.filter((part) => part !== '').join(', ')],
    ['also named', payment.products.slice(1).join(', ')],
    ['payments included', count > 1 ? String(count) : ''],
    ...remarks(row),
  ]);
}

/** The study and what surrounds it. */
export function researchMemo(row: TableRow, payment: Payment): string {
  return joined([
    ['study', row.text('Name_of_Study')],
    ['trial', row.text('ClinicalTrials_Gov_Identifier')],
    ['context', row.text('Context_of_Research')],
    ['', row.text('Form_of_Payment_or_Transfer_of_Value')],
    ['also named', payment.products.slice(1).join(', ')],
    ['', row.text('Preclinical_Research_Indicator') === 'Yes' ? 'preclinical' : ''],
    ['see', row.text('Research_Information_Link')],
    ...remarks(row),
  ]);
}

function remarks(row: TableRow): readonly (readonly [string, string])[] {
  // "No", or the reason such as "R&D on New Product".
  const delay = row.text('Delay_in_Publication_Indicator');
  return [
    ['', row.text('Physician_Ownership_Indicator') === 'Yes' ? 'the physician holds an interest in the company' : ''],
    ['', row.text('Charity_Indicator') === 'Yes' ? 'paid to a charity' : ''],
    ['', row.text('Dispute_Status_for_Publication') === 'Yes' ? 'disputed by the recipient' : ''],
    ['publication was delayed', delay === 'No' ? '' : delay],
    ['', row.text('Change_Type').toUpperCase() === 'CHANGED' ? 'changed since an earlier publication' : ''],
  ];
}

function joined(parts: readonly (readonly [string, string])[]): string {
  return parts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => (label === '' ? text : `${label}: ${text}`))
    .join('; ');
}
