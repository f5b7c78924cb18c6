export { createIngest, type IngestLog, type IngestServices } from './create-ingest';
export type { Door, Ingest, Outcome, OutcomeStatus, Receipt, ReceiptCounts } from './ingest';
export { outboxChannel } from './store/outbox.store';
