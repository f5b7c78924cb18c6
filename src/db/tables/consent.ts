import { describeTable, key, optional, required } from './describe-table';

export const consent = describeTable('consent', {
  customer_id: key('bigint'),
  id: key('uuid'),
  state: required('text'),
  channel: optional('text'),
  purpose: optional('text'),
  brand_id: optional('integer'),
  proof_how: required('text'),
  proof_where: optional('text'),
  wording: optional('text'),
  valid_from: required('timestamptz'),
  valid_until: optional('timestamptz'),
  recorded_at: required('timestamptz'),
  retracted_at: optional('timestamptz'),
  source: required('text'),
  source_key: required('text'),
  revision: required('integer'),
});
