import type { TableSource } from '../../sdk';
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
