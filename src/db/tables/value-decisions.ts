import { describeTable, key, optional, required } from './describe-table';

export const valueModelDecision = describeTable('value_model_decision', {
  id: key('uuid'),
  model_hash: required('text'),
  decision: required('text'),
  decided_at: required('timestamptz'),
  decided_by: required('text'),
  previous_hash: optional('text'),
  comparison: optional('jsonb'),
});

export const hookFixture = describeTable('hook_fixture', {
  plugin: key('text'),
  version: key('text'),
  digest: required('text'),
  seen_at: required('timestamptz'),
});

export const recalculation = describeTable('recalculation', {
  id: key('uuid'),
  model_hash: required('text'),
  source: required('text'),
  state: required('text'),
  computed_for: required('timestamptz'),
  position: required('bigint'),
  last_customer_id: required('bigint'),
  customers_total: required('integer'),
  customers_done: required('integer'),
  values_changed: required('integer'),
  buckets_changed: required('integer'),
  contributions_changed: required('integer'),
  requested_by: required('text'),
  started_at: required('timestamptz'),
  updated_at: required('timestamptz'),
  finished_at: optional('timestamptz'),
  events_kept: required('integer'),
});

export const consistencyIncident = describeTable('consistency_incident', {
  customer_id: key('bigint'),
  id: key('uuid'),
  found_at: required('timestamptz'),
  what: required('text'),
  signal: required('text'),
  subject: required('text'),
  expected: optional('text'),
  found: optional('text'),
});
