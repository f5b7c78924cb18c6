import { describeTable, identity, key, optional, required } from './describe-table';

export const importRun = describeTable('import_run', {
  id: key('uuid'),
  importer: required('text'),
  file_name: required('text'),
  file_digest: required('text'),
  options: required('jsonb'),
  state: required('text'),
  items_done: required('bigint'),
  accepted: required('bigint'),
  repeated: required('bigint'),
  corrected: required('bigint'),
  rejected: required('bigint'),
  waiting: required('bigint'),
  filtered: required('bigint'),
  started_at: required('timestamptz'),
  updated_at: required('timestamptz'),
  finished_at: optional('timestamptz'),
});

export const intakeSetAside = describeTable('intake_set_aside', {
  id: key('uuid'),
  disposition: required('text'),
  door: required('text'),
  code: required('text'),
  reason: required('text'),
  source: optional('text'),
  source_key: optional('text'),
  line: optional('bigint'),
  raw: optional('text'),
  record: optional('jsonb'),
  import_run_id: optional('uuid'),
  received_at: required('timestamptz'),
  attempts: required('integer'),
  resolved_at: optional('timestamptz'),
  resolution: optional('text'),
  waits_for: optional('text[]'),
  reported_by: optional('text'),
  plugin: optional('text'),
  failures: required('integer'),
  retry_at: optional('timestamptz'),
  dead_at: optional('timestamptz'),
});

export const outbox = describeTable('outbox', {
  id: identity('bigint'),
  created_at: required('timestamptz'),
  payload: required('jsonb'),
});

export const idempotentAnswer = describeTable('idempotent_answer', {
  key_digest: key('bytea'),
  request_digest: required('bytea'),
  answer: optional('bytea'),
  customer_ids: { type: 'bigint', array: true },
  answered_at: required('timestamptz'),
});
