import type { ImportFile } from 'rapport/sdk';
import type { TableRow } from '../reading/table';

const payer = 'Applicable_Manufacturer_or_Applicable_GPO_Making_Payment';

/**
 * Makes the test for `--option company=…`: rows of the company with that Open Payments id, or whose name contains the
 * text, are taken. Without the option every row is.
 */
export function companyFilter({ options }: ImportFile): (row: TableRow) => boolean {
  const wanted = options.company?.trim().toUpperCase() ?? '';
  if (wanted === '') return () => true;
  if (/^\d+$/.test(wanted)) return (row) => row.text(`${payer}_ID`) === wanted;
  return (row) => row.text(`${payer}_Name`).toUpperCase().includes(wanted);
}
