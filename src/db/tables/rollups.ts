import { describeTable, identity, key, optional, required } from './describe-table';

export const rollupCustomerMonth = describeTable('rollup_customer_month', {
  customer_id: key('bigint'),
  month: key('date'),
  channel: key('text'),
  type: key('text'),
  brand_id: key('integer'),
  cost_currency: key('text'),
  interactions: required('integer'),
  cost_minor: required('bigint'),
});

export const rollupMeasureMonth = describeTable('rollup_measure_month', {
  customer_id: key('bigint'),
  month: key('date'),
  measure: key('text'),
  channel: key('text'),
  type: key('text'),
  brand_id: key('integer'),
  value: required('numeric'),
});

export const countMeasure = describeTable('count_measure', { measure: key('text'), type: key('text') });

const contactGroupColumns = {
  id: identity('bigint'),
  breakdown: required('text'),
  month: required('date'),
  channel: required('text'),
  type: required('text'),
  brand_id: required('integer'),
  cost_currency: required('text'),
  segment: optional('text'),
  territory_id: optional('integer'),
  entries: required('bigint'),
  interactions: required('bigint'),
  cost_minor: required('bigint'),
  customers: required('bigint'),
};
export const contactGroup = describeTable('contact_group', contactGroupColumns);
export const contactGroupChange = describeTable('contact_group_change', contactGroupColumns);

export const contactGroupVersion = describeTable('contact_group_version', {
  only_one: key('boolean'),
  version: required('uuid'),
});
