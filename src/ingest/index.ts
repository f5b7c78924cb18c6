export { createIngest, type IngestLog, type IngestServices } from './create-ingest';
export { type SetAsideOfRun, setAsideOfRun } from './import/import-run.store';
export {
  type ImportProgress,
  type ImportRequest,
  type ImportResult,
  type ImportServices,
  runImport,
} from './import/run-import';
export type { Door, Ingest, Outcome, OutcomeStatus, Receipt, ReceiptCounts } from './ingest';
export { outboxChannel } from './store/outbox.store';
