import type { TableSource } from '../../../sdk';
import { expression, type JsonText, readSign } from './json-text';
import type { Link } from './link';
import type { Rendering } from './rendering';
import type { Row } from './row';

/** Whether the rows of a link belong to the customer of the row above, who has been told already. */
function staysWithCustomer({ column, key, within }: Omit<Link, 'type'>, row: Row | null, table: TableSource): boolean {
  const own = row?.table.customerColumn;
  if (own === undefined || table.customerColumn === undefined) return false;
  return within === own || (column === own && key === table.customerColumn);
}

/** SQL for the sign of the row's customer; null when nobody asks, or no other customer comes in by the link. */
export function toldCustomer(
  { reads }: Rendering,
  item: Row,
  link: Omit<Link, 'type'> = {},
  row: Row | null = null,
): string | null {
  const { customerColumn } = item.table;
  if (reads === 'untold' || customerColumn === undefined || staysWithCustomer(link, row, item.table)) return null;
  const { sql, notNull } = item.value(customerColumn);
  return `${readSign} || ${notNull ? sql : `coalesce(${sql}::text, '')`} || ${readSign}`;
}

/** The object of a row, with the sign of its customer before it. */
export const telling = (told: string | null, object: JsonText): JsonText =>
  told === null ? object : [...expression(told), ...object];
