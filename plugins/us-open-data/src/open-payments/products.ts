import { brandCode } from '../reading/brands';
import type { TableRow } from '../reading/table';

const numbers = [1, 2, 3, 4, 5];
/** Columns of 2013 to 2015, drugs before devices, and those of 2016 and later. */
const columns = [
  ...numbers.map((number) => `Name_of_Associated_Covered_Drug_or_Biological${number}`),
  ...numbers.map((number) => `Name_of_Associated_Covered_Device_or_Medical_Supply${number}`),
  ...numbers.map((number) => `Name_of_Drug_or_Biological_or_Device_or_Medical_Supply_${number}`),
];

/** Codes of the products a payment is tied to, the first being the main one; empty for devices and meals without one. */
export function readProducts(row: TableRow): readonly string[] {
  const codes = new Set<string>();
  for (const column of columns) {
    const text = row.text(column);
    if (text !== '') codes.add(brandCode(text));
  }
  codes.delete('');
  return [...codes];
}
