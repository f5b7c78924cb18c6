export { ledgerImporters } from './importers';
export { BasisEnum, LedgerKindEnum } from './ledger-entry';
