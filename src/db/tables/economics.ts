import { describeTable, key, optional, required } from './describe-table';

export const exchangeRateEdition = describeTable('exchange_rate_edition', {
  id: key('integer'),
  source: required('text'),
  base: required('text'),
  recorded_at: required('timestamptz'),
  hash: required('text'),
});

export const exchangeRate = describeTable('exchange_rate', {
  currency: key('text'),
  day: key('date'),
  edition: key('integer'),
  units_per_base: required('numeric'),
});

export const purchaseFit = describeTable('purchase_fit', {
  id: key('uuid'),
  segment: required('text'),
  observed_until: required('date'),
  fitted_at: required('timestamptz'),
  reporting_currency: required('text'),
  customers: required('integer'),
  with_repeats: required('integer'),
  purchases: required('jsonb'),
  spend: required('jsonb'),
  margin: optional('double precision'),
  alternative: optional('jsonb'),
  choice: optional('text'),
});
