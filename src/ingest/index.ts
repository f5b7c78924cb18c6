export { createIngest } from './create-ingest';
export type { ErasureMarks, MarkedPersons } from './erasure-marks';
export { type SetAsideOfRun, setAsideOfRun } from './import/import-run.store';
export {
  type ImportProgress,
  type ImportRequest,
  type ImportResult,
  type ImportServices,
  runImport,
} from './import/run-import';
export type { Door, Ingest, Outcome, OutcomeStatus, Receipt, ReceiptCounts } from './ingest';
export { retryOnConflict } from './retry';
export type { IngestLog, IngestServices } from './services';
export { outboxChannel } from './store/outbox.store';
