import { describeTable, identity, key, optional, required } from './describe-table';

export const brand = describeTable('brand', {
  id: identity('integer'),
  code: required('text'),
  name: required('text'),
});

export const territory = describeTable('territory', {
  id: identity('integer'),
  code: required('text'),
  name: required('text'),
  parent_id: optional('integer'),
  country: optional('text'),
});

export const teamMember = describeTable('team_member', {
  id: identity('integer'),
  code: required('text'),
  name: required('text'),
  role: required('text'),
  territory_id: optional('integer'),
  active: required('boolean'),
});

export const content = describeTable('content', {
  id: identity('integer'),
  code: required('text'),
  title: required('text'),
  brand_id: optional('integer'),
  channel: optional('text'),
  approved_from: optional('date'),
  approved_until: optional('date'),
});

export const lawfulBasis = describeTable('lawful_basis', {
  country: key('text'),
  basis: required('text'),
});
