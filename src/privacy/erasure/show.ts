import type { Reader } from '../../sdk';
import { groupBy } from '../../shared/group-by';
import type { PrivacyKeys } from '../keys/privacy-keys';
import type { Removal } from './erase';
import { readErasures, readReceipts } from './erasure.store';
import type { Erasure, ErasureRemoval } from './erasure-types';
import { checkReceipt } from './receipts';

/** Erasures with their receipts, each checked. */
export async function shownErasures(
  reader: Reader,
  keys: PrivacyKeys | null,
  selection: { readonly id?: string; readonly limit: number },
): Promise<readonly Erasure[]> {
  const erasures = await readErasures(reader, selection);
  const receipts = await readReceipts(
    reader,
    erasures.map(({ id }) => id),
  );
  const byErasure = groupBy(receipts, ({ erasureId }) => erasureId);
  return erasures.map((erasure) => ({
    ...erasure,
    receipts: (byErasure.get(erasure.id) ?? []).map((receipt) => ({
      ...receipt,
      check: keys === null ? 'unknown key' : checkReceipt(keys, receipt),
    })),
  }));
}

export function shownRemoval({ contributor, removed }: Removal): ErasureRemoval {
  const tables = Object.entries(removed).map(([table, rows]) => ({ table, rows }));
  return { contributor, tables: tables.filter(({ rows }) => rows > 0) };
}
