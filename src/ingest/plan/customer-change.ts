import type { CustomerKind } from '../../sdk';
import type { Normalised } from '../normalise/record-schemas';

/** Columns of core.customer that are said together: a name without a middle name has none, it does not keep an older one. */
export const customerColumnGroups = {
  kind: ['kind'],
  name: ['given_name', 'middle_name', 'family_name', 'name_prefix', 'name_suffix'],
  credentials: ['credentials'],
  organization: ['organization_name'],
  specialty: ['specialty', 'specialty_code'],
  sex: ['sex'],
  segment: ['segment'],
  territory: ['territory_id'],
  country: ['country'],
  status: ['status', 'status_reason', 'status_since'],
} as const;

type Group = keyof typeof customerColumnGroups;
type Columns = Readonly<Record<string, string | number | null>>;

/** What a batch says about one customer: groups that replace what is stored, and groups that only fill what is empty. */
export interface CustomerChange {
  readonly customerId: number;
  readonly replace: ReadonlyMap<Group, Columns>;
  readonly fill: ReadonlyMap<Group, Columns>;
  /** Name to show while nothing better is known. */
  readonly fallbackName: string;
}

/** Lists of master data that one source said about one customer; those left out stay. */
export interface CustomerLists {
  readonly customerId: number;
  readonly source: string;
  readonly otherNames?: Normalised<'customer'>['otherNames'];
  readonly licences?: Normalised<'customer'>['licences'];
  readonly contactPoints?: Normalised<'customer'>['contactPoints'];
  readonly addresses?: Normalised<'customer'>['addresses'];
}

type Customer = Normalised<'customer'>;

/** The change that creates a customer, before anything more is said about it. */
export function newCustomer(customerId: number, record: Customer): CustomerChange {
  return {
    customerId,
    replace: new Map([['kind', { kind: record.customerKind }]]),
    fill: new Map([['status', statusColumns('active')]]),
    fallbackName: record.identifiers.map((key) => `${key.system} ${key.value}`)[0] ?? '',
  };
}

/** Adds one record to what the batch already says about a customer; the same as storing both one after the other. */
export function addToChange(change: CustomerChange, record: Customer, territoryId: number | null): CustomerChange {
  const said = groupsOf(record, territoryId);
  const replace = new Map(change.replace);
  const fill = new Map(change.fill);
  for (const [group, columns] of said) {
    if (record.precedence === 'replace') {
      replace.set(group, columns);
      fill.delete(group);
    } else if (!replace.has(group) && !fill.has(group) && group !== 'kind') {
      fill.set(group, columns);
    }
  }
  return { ...change, replace, fill };
}

export function unchangedCustomer(customerId: number): CustomerChange {
  return { customerId, replace: new Map(), fill: new Map(), fallbackName: '' };
}

function groupsOf(record: Customer, territoryId: number | null): ReadonlyMap<Group, Columns> {
  const groups = new Map<Group, Columns>();
  const { name, specialty } = record;
  if (isNamed(record)) groups.set('kind', { kind: record.customerKind satisfies CustomerKind });
  if (name?.given !== undefined || name?.family !== undefined) groups.set('name', nameColumns(name));
  if (name?.credentials !== undefined) groups.set('credentials', { credentials: name.credentials });
  if (record.organizationName !== undefined) groups.set('organization', { organization_name: record.organizationName });
  if (specialty?.name !== undefined || specialty?.code !== undefined) {
    groups.set('specialty', { specialty: specialty.name ?? null, specialty_code: specialty.code ?? null });
  }
  if (record.sex !== undefined) groups.set('sex', { sex: record.sex });
  if (record.segment !== undefined) groups.set('segment', { segment: record.segment });
  if (territoryId !== null) groups.set('territory', { territory_id: territoryId });
  if (record.country !== undefined) groups.set('country', { country: record.country });
  if (record.status !== undefined) {
    groups.set('status', statusColumns(record.status, record.statusReason, record.statusSince));
  }
  return groups;
}

/** A registry that only says "deactivated" does not know whether it speaks of a person or an organisation. */
function isNamed(record: Customer): boolean {
  return record.name !== undefined || record.organizationName !== undefined;
}

function nameColumns(name: NonNullable<Customer['name']>): Columns {
  return {
    given_name: name.given ?? null,
    middle_name: name.middle ?? null,
    family_name: name.family ?? null,
    name_prefix: name.prefix ?? null,
    name_suffix: name.suffix ?? null,
  };
}

function statusColumns(status: string, reason?: string, since?: string): Columns {
  return { status, status_reason: reason ?? null, status_since: since ?? null };
}
