import type { ContactKind } from '../population/contact-kinds';
import { referenceCounts } from '../population/size';

/** As `recordInteractions` takes them. */
export interface BatchItem {
  readonly sourceKey: string;
  readonly type: string;
  readonly customer: { readonly identifiers: readonly { readonly system: string; readonly value: string }[] };
  readonly occurredAt: string;
  readonly brand: string;
  readonly actor: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export type Batch = readonly BatchItem[];

export const ingestSource = 'bench-ingest';

export const batchSize = 500;

/** In each batch every twentieth item comes twice, and every twentieth came with the batch before: a tenth are repeats. */
export function makeBatches(count: number, customers: number, kinds: readonly ContactKind[]): readonly Batch[] {
  const fresh = (index: number): BatchItem => freshItem(index, customers, kinds);
  return Array.from({ length: count }, (_, batch) =>
    Array.from({ length: batchSize }, (_, place) => {
      const index = batch * batchSize + place;
      if (place % 20 === 7) return fresh(index - 1);
      return place % 20 === 13 && batch > 0 ? fresh(index - batchSize - 1) : fresh(index);
    }),
  );
}

/** Steps without a common divisor with what they walk through visit everything, in no order that a database could use. */
function freshItem(index: number, customers: number, kinds: readonly ContactKind[]): BatchItem {
  const customer = 1 + ((index * 7_919) % customers);
  const { type, details } = kinds[(index * 31) % kinds.length] as ContactKind;
  return {
    sourceKey: `k${index}`,
    type,
    customer: { identifiers: [{ system: 'bench', value: `C-${String(customer).padStart(9, '0')}` }] },
    occurredAt: new Date(Date.UTC(2026, 9, 1) + ((index * 104_729) % 4_000_000) * 1_000).toISOString(),
    brand: `BRAND-${1 + (index % referenceCounts.brands)}`,
    actor: `REP-${1 + (index % referenceCounts.teamMembers)}`,
    details,
  };
}
