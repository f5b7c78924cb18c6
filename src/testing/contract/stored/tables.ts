import { pluginSchema } from '../../../db/plugin-migrations';
import type { Bench } from '../bench';
import { dumpStatements, tablesOfCustomers } from './rows.sql';

/** A row of a table of the plugin that names a customer. */
export interface CustomerRow {
  readonly table: string;
  /** Columns that name the customer. */
  readonly columns: readonly string[];
  readonly row: Readonly<Record<string, unknown>>;
}

/** Tables that hold a text somewhere, with the number of rows in which they do. */
export async function tablesWith({ platform }: Bench, text: string): Promise<ReadonlyMap<string, number>> {
  const reader = platform.database.reader();
  const found = new Map<string, number>();
  for (const { table, text: statement } of await reader.query<{ table: string; text: string }>(dumpStatements)) {
    const rows = await reader.query<{ row: string }>({ text: statement });
    const holding = rows.filter(({ row }) => row.toLowerCase().includes(text)).length;
    if (holding > 0) found.set(table, holding);
  }
  return found;
}

/** What the plugin's own tables hold of a customer. */
export async function rowsOf({ platform, subject }: Bench, customerId: number): Promise<readonly CustomerRow[]> {
  const reader = platform.database.reader();
  const tables = await reader.query<{ table: string; columns: string[]; text: string }>(
    tablesOfCustomers(pluginSchema(subject.plugin.manifest.id)),
  );
  const rows: CustomerRow[] = [];
  for (const { table, columns, text } of tables) {
    const found = await reader.query<{ row: CustomerRow['row'] }>({ text, values: [customerId] });
    rows.push(...found.map(({ row }) => ({ table, columns, row })));
  }
  return rows;
}
