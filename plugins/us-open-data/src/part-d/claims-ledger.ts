import type { CustomerKey, LedgerRecord } from 'rapport/sdk';
import { type ClaimFigures, writeFigures } from './figures';

export const partDSource = 'us-part-d';

/** The label every entry carries: nobody paid us this. It is what Medicare's plans and patients paid to pharmacies. */
export const yearlyNature = 'Medicare Part D drug cost (public claims, market signal)';
export const drugNature = 'Medicare Part D drug cost by drug (public claims, market signal)';
export const shownByDrugNature = 'Medicare Part D drug cost shown by drug (counter-entry to the yearly total)';

const disclaimer = 'Modelled: gross cost of all claims for drugs of any manufacturer, not our revenue';

export interface Claims {
  readonly customer: CustomerKey;
  readonly year: number;
  readonly cents: number;
  /** Part of the key after year and NPI, such as the drug. */
  readonly part?: string;
  readonly nature: string;
  readonly brand?: string;
  readonly about?: string;
  readonly figures?: ClaimFigures;
}

/** A year's drug cost as modelled revenue on the last day of that year. */
export function claimsEntry(claims: Claims): LedgerRecord {
  const memo = [`${disclaimer}; data year ${claims.year}`, claims.about ?? '', writeFigures(claims.figures ?? {})];
  return {
    kind: 'ledger',
    source: partDSource,
    sourceKey: [claims.year, claims.customer.value, claims.part].filter((part) => part !== undefined).join('/'),
    customer: [claims.customer],
    occurredOn: `${claims.year}-12-31`,
    entry: 'revenue',
    basis: 'modelled',
    amountMinor: claims.cents,
    currency: 'USD',
    nature: claims.nature,
    counterparty: 'Medicare Part D',
    memo: memo.filter((part) => part !== '').join('; '),
    ...(claims.brand === undefined ? {} : { brand: claims.brand }),
  };
}
