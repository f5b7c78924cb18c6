import type { Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { ledgerFields } from './ledger-fields';
import { ledgerSummaryField } from './ledger-summary';
import { recordLedgerEntriesMutation } from './record-ledger-entries';

export interface LedgerServices {
  readonly ingest: Ingest;
}

export function ledgerModule(services: LedgerServices): Contributions {
  return {
    fields: [...ledgerFields, ledgerSummaryField],
    resolvers: [recordLedgerEntriesMutation(services)],
  };
}
