import { describeTable, key, optional, required } from './describe-table';

export const plugin = describeTable('plugin', {
  id: key('text'),
  title: required('text'),
  version: required('text'),
  first_started_at: required('timestamptz'),
  started_at: required('timestamptz'),
});

export const pluginRemoval = describeTable('plugin_removal', {
  id: key('uuid'),
  plugin: required('text'),
  requested_by: required('text'),
  requested_at: required('timestamptz'),
  position: required('bigint'),
  last_customer_id: required('bigint'),
  customers_done: required('bigint'),
  removed: required('jsonb'),
  finished_at: optional('timestamptz'),
  receipt: optional('jsonb'),
});
