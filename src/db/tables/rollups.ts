import { describeTable, key, required } from './describe-table';

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
