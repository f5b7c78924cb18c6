import { describeTable, key, optional, required } from './describe-table';

export const valueModel = describeTable('value_model', {
  hash: key('text'),
  name: required('text'),
  state: required('text'),
  document: required('jsonb'),
  created_at: required('timestamptz'),
  approved_at: optional('timestamptz'),
  approved_by: optional('text'),
  base_hash: optional('text'),
  created_by: optional('text'),
  note: optional('text'),
});

export const contribution = describeTable('contribution', {
  customer_id: key('bigint'),
  event_id: key('uuid'),
  ordinal: key('smallint'),
  plugin: required('text'),
  plugin_version: required('text'),
  signal: required('text'),
  half_life: required('smallint'),
  epoch: required('integer'),
  brand_id: required('integer'),
  actor_id: required('integer'),
  occurred_at: key('timestamptz'),
  recorded_at: required('timestamptz'),
  retracted_at: optional('timestamptz'),
  amount: required('double precision'),
  q30: required('bigint'),
  mass30: required('bigint'),
  evidence_path: optional('text'),
});

export const bucket = describeTable('bucket', {
  customer_id: key('bigint'),
  signal: key('text'),
  half_life: key('smallint'),
  epoch: key('integer'),
  brand_id: key('integer'),
  actor_id: key('integer'),
  q30: required('numeric'),
  mass30: required('numeric'),
  n: required('integer'),
});

export const adoptionEvidence = describeTable('adoption_evidence', {
  customer_id: key('bigint'),
  brand_id: key('integer'),
  event_id: key('uuid'),
  ordinal: key('smallint'),
  evidence: required('text'),
  stage: required('smallint'),
  points: required('double precision'),
  confirming: required('boolean'),
  occurred_at: required('timestamptz'),
  recorded_at: required('timestamptz'),
  retracted_at: optional('timestamptz'),
});

export const customerValue = describeTable('customer_value', {
  customer_id: key('bigint'),
  engagement: required('double precision'),
  reciprocity: required('double precision'),
  service: required('double precision'),
  durability: required('double precision'),
  money: required('double precision'),
  rvi: required('double precision'),
  evidence_mass: required('double precision'),
  grade: required('text'),
  model_hash: required('text'),
  computed_at: required('timestamptz'),
  dirty: required('boolean'),
  bucket_shape: optional('text'),
});
