import { describeTable, identity, key, optional, required } from './describe-table';

export const team = describeTable('team', {
  id: identity('integer'),
  code: required('text'),
  name: required('text'),
  parent_id: optional('integer'),
});

export const teamMembership = describeTable('team_membership', {
  team_id: key('integer'),
  team_member_id: key('integer'),
  role: required('text'),
});

export const memberTerritory = describeTable('member_territory', {
  team_member_id: key('integer'),
  territory_id: key('integer'),
  since: optional('date'),
  until: optional('date'),
});

export const directoryEntry = describeTable('directory_entry', {
  subject: key('text'),
  team_member_id: optional('integer'),
  roles: optional('text[]'),
  countries: optional('text[]'),
  brands: optional('text[]'),
});

export const biReader = describeTable('bi_reader', {
  role_name: key('text'),
  territories: optional('text[]'),
  countries: optional('text[]'),
  brands: optional('text[]'),
});
