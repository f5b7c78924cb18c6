import { describeTable, identity, key, optional, required } from './describe-table';

const personName = {
  given_name: optional('text'),
  middle_name: optional('text'),
  family_name: optional('text'),
  name_prefix: optional('text'),
  name_suffix: optional('text'),
};

/** Lists of master data keep the source that said them. */
const ofSource = { customer_id: key('bigint'), source: key('text'), ordinal: key('integer') };

export const customer = describeTable('customer', {
  id: identity('bigint'),
  kind: required('text'),
  status: required('text'),
  status_reason: optional('text'),
  status_since: optional('date'),
  display_name: required('text'),
  ...personName,
  sex: optional('text'),
  credentials: optional('text'),
  specialty: optional('text'),
  specialty_code: optional('text'),
  organization_name: optional('text'),
  segment: optional('text'),
  territory_id: optional('integer'),
  country: optional('text'),
  created_at: required('timestamptz'),
  updated_at: required('timestamptz'),
});

export const customerIdentifier = describeTable('customer_identifier', {
  system: key('text'),
  value: key('text'),
  customer_id: required('bigint'),
  recorded_at: required('timestamptz'),
});

export const customerOtherName = describeTable('customer_other_name', {
  ...ofSource,
  name_use: required('text'),
  ...personName,
  credentials: optional('text'),
  organization_name: optional('text'),
});

export const customerLicence = describeTable('customer_licence', {
  ...ofSource,
  number: required('text'),
  region: optional('text'),
  specialty_code: optional('text'),
});

export const contactPoint = describeTable('contact_point', {
  ...ofSource,
  kind: required('text'),
  value: required('text'),
  point_use: optional('text'),
});

export const address = describeTable('address', {
  ...ofSource,
  address_use: required('text'),
  lines: required('text[]'),
  city: optional('text'),
  region: optional('text'),
  postal_code: optional('text'),
  country: optional('text'),
});

export const relationship = describeTable('relationship', {
  customer_id: key('bigint'),
  id: key('uuid'),
  team_member_id: optional('integer'),
  brand_id: optional('integer'),
  role: required('text'),
  since: optional('date'),
  until: optional('date'),
  source: required('text'),
  source_key: required('text'),
});

export const affiliation = describeTable('affiliation', {
  customer_id: key('bigint'),
  id: key('uuid'),
  other_customer_id: required('bigint'),
  role: required('text'),
  since: optional('date'),
  until: optional('date'),
  source: required('text'),
  source_key: required('text'),
});

export const channelClosure = describeTable('channel_closure', {
  customer_id: key('bigint'),
  channel: key('text'),
  closed_at: required('timestamptz'),
  reason: required('text'),
});
