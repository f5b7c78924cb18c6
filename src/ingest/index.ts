export { createIngest } from './create-ingest';
export { createDeliveries, type Deliveries, type DeliveryReceipt, type Kept } from './deliveries/deliveries';
export { withoutSecrets } from './deliveries/keep-delivery';
export type { Replay, RetryServices } from './deliveries/retry-waiting';
export type { DeadLetter, WaitingFor } from './deliveries/waiting-records.store';
export { type ErasureMarks, type MarkedPersons, noMarks } from './erasure-marks';
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
