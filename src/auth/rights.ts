import type { Principal } from '../sdk';
import { type DataClass, type Dimension, dataClasses, type Role, type RoleRule, roleNames, roles } from './roles';

/** What rows, or figures over them, are limited to. A limit of null does not limit. */
export interface Limits {
  readonly territories: readonly number[] | null;
  readonly countries: readonly string[] | null;
  readonly brands: readonly number[] | null;
  readonly hidden: ReadonlySet<DataClass>;
}

/** What a principal may see by all its roles. Null: nothing. */
export interface Rights {
  readonly rows: Limits | null;
  readonly aggregates: Limits | null;
  readonly operations: 'shown' | 'hidden';
  /** Fewest customers that a figure may be of. 1 for those who see rows: they could count them. */
  readonly smallestGroup: number;
}

export type Level = 'rows' | 'aggregates';

const known = new WeakMap<Principal, Rights>();

/** The rights that follow from roles, reach and purpose. Roles that nobody declares give none. */
export function rightsOf(principal: Principal): Rights {
  const found = known.get(principal);
  if (found !== undefined) return found;
  const rules = rolesOf(principal).map((role): RoleRule => roles[role]);
  const rights: Rights = {
    rows: limitsOf(rules, 'rows', principal),
    aggregates: limitsOf(rules, 'aggregates', principal),
    operations: rules.some(({ operations }) => operations === 'shown') ? 'shown' : 'hidden',
    smallestGroup: rules.some(({ rows }) => rows === 'within reach') ? 1 : Math.max(1, ...rules.map(floorOf)),
  };
  known.set(principal, rights);
  return rights;
}

export function rolesOf({ roles: given }: Principal): readonly Role[] {
  return roleNames.filter((name) => given.includes(name));
}

/** Whether a kind of data is hidden from a principal, in rows or, for those who see none, in figures. */
export function isHidden(principal: Principal, dataClass: DataClass): boolean {
  const { rows, aggregates } = rightsOf(principal);
  return (rows ?? aggregates)?.hidden.has(dataClass) ?? true;
}

function limitsOf(rules: readonly RoleRule[], level: Level, { reach = {}, purpose }: Principal): Limits | null {
  const seeing = rules.filter((rule) => rule[level] === 'within reach');
  if (seeing.length === 0) return null;
  const isNeeded = (dimension: Dimension): boolean => seeing.some(({ needs }) => needs.includes(dimension));
  const limit = <Value>(dimension: Dimension, named: readonly Value[] | null | undefined): readonly Value[] | null =>
    named === undefined ? (isNeeded(dimension) ? [] : null) : named;
  const classes = Object.keys(dataClasses) as DataClass[];
  return {
    territories: limit('territories', reach.territories),
    countries: limit('countries', reach.countries),
    brands: limit('brands', reach.brands),
    hidden: new Set(classes.filter((name) => !seeing.some((rule) => shows(rule, name, purpose)))),
  };
}

const floorOf = ({ smallestGroup = 1 }: RoleRule): number => smallestGroup;

function shows({ shows: shown }: RoleRule, dataClass: DataClass, purpose: string | undefined): boolean {
  const rule = shown[dataClass];
  return rule === 'always' || (rule?.some((allowed) => allowed === purpose) ?? false);
}
