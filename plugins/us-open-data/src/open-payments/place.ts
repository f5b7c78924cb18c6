import type { CustomerRecord } from 'rapport/sdk';
import { readCountry } from '../reading/countries';
import { present } from '../reading/present';
import type { TableRow } from '../reading/table';
import { readZip } from '../reading/values';

/** Names of the columns of a business address. */
export interface PlaceColumns {
  /** Without its number: the lines are 1 and 2. */
  readonly line: string;
  readonly city: string;
  readonly state: string;
  readonly zip: string;
  readonly country: string;
  readonly province: string;
  readonly postalCode: string;
}

export const recipientPlace: PlaceColumns = {
  line: 'Recipient_Primary_Business_Street_Address_Line',
  ...columnsOf('Recipient'),
};

export function investigatorPlace(column: string): PlaceColumns {
  return { line: `${column}_Business_Street_Address_Line`, ...columnsOf(column) };
}

/** The business address and its country; `otherwise` is the country of files that have no such column. */
export function readPlace(
  row: TableRow,
  columns: PlaceColumns,
  otherwise?: string,
): Pick<CustomerRecord, 'addresses' | 'country'> {
  const lines = [row.text(`${columns.line}1`), row.text(`${columns.line}2`)].filter((text) => text !== '');
  const city = row.text(columns.city);
  const country = row.has(columns.country) ? readCountry(row.text(columns.country)) : otherwise;
  if (lines.length === 0 && city === '') return present({ country });
  const postalCode = readZip(row.text(columns.zip)) || row.text(columns.postalCode);
  const region = row.text(columns.state) || row.text(columns.province);
  const address = { use: 'practice', lines, ...present({ city, region, postalCode, country }) } as const;
  return present({ country, addresses: [address] });
}

function columnsOf(column: string): Omit<PlaceColumns, 'line'> {
  return {
    city: `${column}_City`,
    state: `${column}_State`,
    zip: `${column}_Zip_Code`,
    country: `${column}_Country`,
    province: `${column}_Province`,
    postalCode: `${column}_Postal_Code`,
  };
}
