import type { TableName, TableSource } from '../sdk';

/** What decides who may see the rows of a table. Every limit given must hold. */
export interface TableRule {
  /** Column that names the customer; absent for the customers themselves. */
  readonly customer?: string;
  /** Column of a second customer, who must be visible too. */
  readonly otherCustomer?: string;
  /** Column of the brand; `none` stands in it for no brand. */
  readonly brand?: { readonly column: string; readonly none: null | 0 };
  /** Kind of data that all rows are of. */
  readonly dataClass?: 'contact' | 'money';
  /** Rows that are prescription-like, as a condition over the alias. */
  readonly prescriptions?: (alias: string) => string;
  /** `reference`: open to everybody who is let in. `operations`: what runs the platform. `internal`: never shown. */
  readonly kind: 'customer' | 'reference' | 'operations' | 'internal';
}

const reference: TableRule = { kind: 'reference' };
const operations: TableRule = { kind: 'operations' };
const internal: TableRule = { kind: 'internal' };
const ofCustomer: TableRule = { kind: 'customer', customer: 'customer_id' };
const contact: TableRule = { ...ofCustomer, dataClass: 'contact' };
const affiliation: TableRule = { ...ofCustomer, otherCustomer: 'other_customer_id' };
const maybeOfBrand: TableRule = { ...ofCustomer, brand: { column: 'brand_id', none: null } };
const ofBrandOrZero: TableRule = { ...ofCustomer, brand: { column: 'brand_id', none: 0 } };

/** One decision for every table and view of the schema `core`. A test fails when one is missing. */
export const coreTables: Readonly<Record<`core.${string}`, TableRule>> = {
  'core.address': contact,
  'core.adoption_evidence': ofBrandOrZero,
  'core.affiliation': affiliation,
  'core.affiliation_side': affiliation,
  'core.bi_reader': internal,
  'core.brand': reference,
  'core.bucket': ofBrandOrZero,
  'core.channel_closure': ofCustomer,
  'core.contact_group': internal,
  'core.contact_group_change': internal,
  'core.contact_group_state': internal,
  'core.contact_group_version': internal,
  'core.consistency_incident': operations,
  'core.consent': maybeOfBrand,
  'core.consent_event': maybeOfBrand,
  'core.contact_point': contact,
  'core.content': { kind: 'reference', brand: { column: 'brand_id', none: null } },
  'core.contribution': ofBrandOrZero,
  'core.count_measure': reference,
  'core.customer': { kind: 'customer' },
  'core.customer_identifier': ofCustomer,
  'core.customer_licence': ofCustomer,
  'core.customer_other_name': ofCustomer,
  // The index weighs money, too.
  'core.customer_value': { ...ofCustomer, dataClass: 'money' },
  'core.directory_entry': internal,
  'core.erasure': internal,
  'core.erasure_mark': internal,
  'core.erasure_receipt': internal,
  'core.exchange_rate': reference,
  'core.exchange_rate_edition': reference,
  'core.hook_fixture': internal,
  'core.idempotent_answer': internal,
  'core.import_run': operations,
  'core.intake_claim': internal,
  'core.intake_set_aside': operations,
  'core.interaction': maybeOfBrand,
  'core.ledger_entry': {
    ...maybeOfBrand,
    dataClass: 'money',
    prescriptions: (alias) => `${alias}.kind = 'revenue' and ${alias}.basis = 'modelled'`,
  },
  'core.lawful_basis': reference,
  'core.legal_hold': internal,
  'core.measure_month': ofBrandOrZero,
  'core.migration': internal,
  'core.need': maybeOfBrand,
  'core.need_version': maybeOfBrand,
  'core.outbox': internal,
  'core.plugin': internal,
  'core.plugin_removal': internal,
  'core.purchase_fit': reference,
  'core.read_audit': internal,
  'core.recalculation': operations,
  'core.relationship': maybeOfBrand,
  'core.rollup_customer_month': ofBrandOrZero,
  'core.rollup_measure_month': ofBrandOrZero,
  'core.subject_access': internal,
  'core.subject_access_section': internal,
  'core.team': reference,
  'core.team_membership': reference,
  'core.team_member': reference,
  'core.member_territory': reference,
  'core.territory': reference,
  'core.value_model': operations,
  'core.value_model_decision': operations,
};

/** The rule of a table: of the core by its name, of a plugin by its declaration. @throws Error on a table without one */
export function tableRule(table: TableName): TableRule {
  const name = typeof table === 'string' ? table : table.table;
  const known = (coreTables as Readonly<Record<string, TableRule>>)[name];
  if (known !== undefined) return known;
  if (typeof table === 'string') throw new Error(`Nobody has decided who may see ${name}. Add it to auth/table-rules.`);
  const { customerColumn, otherCustomerColumn, brandColumn } = table;
  return {
    kind: customerColumn === undefined ? 'reference' : 'customer',
    ...(customerColumn !== undefined && { customer: customerColumn }),
    ...(otherCustomerColumn !== undefined && { otherCustomer: otherCustomerColumn }),
    ...(brandColumn !== undefined && { brand: { column: brandColumn, none: null } }),
  };
}

/** A table as declarations describe it. */
export function asTableSource(table: TableName): TableSource {
  if (typeof table !== 'string') return table;
  const { customer } = tableRule(table);
  return { table, key: 'id', ...(customer !== undefined && { customerColumn: customer }) };
}
