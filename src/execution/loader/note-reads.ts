import type { ReadContext, TableSource } from '../../sdk';
import type { RequestContext } from '../request-context';
import type { Row } from './rows';

/** Tells the read audit whose rows were loaded. Tables without customers show no person. */
export function noteReads({ reads }: RequestContext, { customerColumn }: TableSource, rows: readonly Row[]): void {
  if (reads === undefined || customerColumn === undefined || rows.length === 0) return;
  const ids = new Set<number>();
  for (const row of rows) {
    const id = row[customerColumn];
    if (typeof id === 'number') ids.add(id);
  }
  if (ids.size > 0) reads.customers(ids);
}

/** The same of persons whom a batch function shows in its own words. */
export function noteCustomers(context: ReadContext, ids: readonly number[]): void {
  (context as RequestContext).reads?.customers(ids);
}
