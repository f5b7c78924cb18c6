import type { Database } from '../db/database';
import type { Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { ExchangeRateEdition, exchangeRatesField } from './exchange-rates';
import { ledgerImporters } from './importers';
import { ledgerFields } from './ledger-fields';
import { ledgerSummaryField } from './ledger-summary';
import { recordExchangeRatesMutation } from './record-exchange-rates';
import { recordLedgerEntriesMutation } from './record-ledger-entries';

export interface LedgerServices {
  readonly ingest: Ingest;
  readonly database: Pick<Database, 'transaction'>;
}

export function ledgerModule(services: LedgerServices): Contributions {
  return {
    types: [ExchangeRateEdition],
    fields: [...ledgerFields, ledgerSummaryField, exchangeRatesField],
    resolvers: [recordLedgerEntriesMutation(services), recordExchangeRatesMutation(services)],
    importers: ledgerImporters,
  };
}
