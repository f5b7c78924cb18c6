import { describeTable, key, optional, required } from './describe-table';

export const legalHold = describeTable('legal_hold', {
  customer_id: key('bigint'),
  id: key('uuid'),
  areas: required('text[]'),
  reason: required('text'),
  placed_by: required('text'),
  placed_at: required('timestamptz'),
  ends_at: optional('timestamptz'),
  released_at: optional('timestamptz'),
  released_by: optional('text'),
});

export const erasure = describeTable('erasure', {
  id: key('uuid'),
  customer_id: required('bigint'),
  ground: required('text'),
  requested_by: required('text'),
  erased_at: required('timestamptz'),
  held_areas: required('text[]'),
});

export const erasureReceipt = describeTable('erasure_receipt', {
  erasure_id: key('uuid'),
  contributor: key('text'),
  document: required('text'),
  signature: required('text'),
  key_id: required('text'),
});

export const erasureMark = describeTable('erasure_mark', {
  mark: key('bytea'),
  erasure_id: required('uuid'),
  key_id: required('text'),
});

export const subjectAccess = describeTable('subject_access', {
  customer_id: key('bigint'),
  id: key('uuid'),
  state: required('text'),
  sections_done: required('integer'),
  sections: required('integer'),
  requested_by: required('text'),
  requested_at: required('timestamptz'),
  finished_at: optional('timestamptz'),
});

export const subjectAccessSection = describeTable('subject_access_section', {
  customer_id: key('bigint'),
  access_id: key('uuid'),
  ordinal: key('integer'),
  contributor: required('text'),
  title: required('text'),
  content: required('jsonb'),
});

export const readAudit = describeTable('read_audit', {
  seq: key('bigint'),
  read_at: required('timestamptz'),
  subject: required('text'),
  roles: required('text[]'),
  operation: required('text'),
  purpose: optional('text'),
  request_id: required('text'),
  customer_ids: { type: 'bigint', array: true },
  hash: required('bytea'),
});
