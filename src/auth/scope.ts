import type { Principal, TableName, TableSource } from '../sdk';
import { type Level, type Limits, type Rights, rightsOf } from './rights';
import { type TableRule, tableRule } from './table-rules';

/** A condition over an alias, with as many bound values as `sql` is given placeholders. */
export interface ScopeCondition {
  readonly sql: (...placeholders: readonly string[]) => string;
  readonly values: readonly unknown[];
}

/**
 * The rule of who may see which rows. It is asked for every reference to a table in every statement: nodes, lists,
 * connections, counts, references and summaries alike. What differs between principals of one shape goes into values.
 */
export interface Scope {
  /** Names everything that the texts of the conditions depend on: principals of equal shapes share their plans. */
  readonly shape: (principal: Principal) => string;
  /** Which rows of a table the principal may see, as a condition over `alias`; null when all of them. */
  readonly condition: (
    table: TableSource,
    alias: string,
    principal: Principal,
    customer?: Question['customer'],
  ) => ScopeCondition | null;
}

/** No rule at all: for tests of what lies around it. */
export const seeEverything: Scope = { shape: () => 'everything', condition: () => null };

/** The rule of the platform: role, reach and purpose of the principal, and the rule of the table. */
export const rowRules: Scope = {
  shape: (principal) => {
    const known = shapes.get(principal) ?? shapeOfRights(rightsOf(principal));
    shapes.set(principal, known);
    return known;
  },
  condition: (table, alias, principal, customer = 'unknown') =>
    conditionOf(table, alias, { principal, level: 'rows', customer }),
};

/** For whom a condition is made, and of which kind. */
export interface Question {
  readonly principal: Principal;
  /** Rows that are shown, or that are summed up. */
  readonly level: Level;
  /** `visible`: the rows belong to a customer that has passed the rule already, and is not looked up again. */
  readonly customer: 'unknown' | 'visible';
}

/** Which rows of a table a principal may see, or have summed up; null when all of them. */
export function conditionOf(table: TableName, alias: string, question: Question): ScopeCondition | null {
  const rule = tableRule(table);
  const rights = rightsOf(question.principal);
  switch (rule.kind) {
    case 'internal':
      return nothing;
    case 'operations':
      return rights.operations === 'shown' ? null : nothing;
    case 'reference':
      return rule.brand === undefined ? null : joined(brandParts(rule, alias, rights.rows ?? rights.aggregates));
    case 'customer': {
      const limits = rights[question.level];
      return limits === null ? nothing : joined(customerParts(rule, alias, limits, question));
    }
  }
}

/** Principals are kept with their credentials, and ask again. */
const shapes = new WeakMap<Principal, string>();

function shapeOfRights({ rows, aggregates, operations }: Rights): string {
  return [shapeOf(rows), rows === null ? shapeOf(aggregates) : '', operations].join(' ');
}

const nothing: ScopeCondition = { sql: () => 'false', values: [] };

function shapeOf(limits: Limits | null): string {
  if (limits === null) return 'nothing';
  const { territories, countries, brands, hidden } = limits;
  const limited = Object.entries({ territories, countries, brands }).filter(([, values]) => values !== null);
  return [...limited.map(([name]) => name), ...[...hidden].map((name) => `no ${name}`)].join(',') || 'everything';
}

function customerParts(
  rule: TableRule,
  alias: string,
  limits: Limits,
  { customer: known }: Question,
): readonly (ScopeCondition | null)[] {
  const { customer = null, otherCustomer, dataClass, prescriptions } = rule;
  if (dataClass !== undefined && limits.hidden.has(dataClass)) return [nothing];
  const own = customer === null ? ownParts(alias, limits) : ofCustomer(alias, customer, limits);
  return [
    known === 'visible' ? null : own,
    otherCustomer === undefined ? null : ofCustomer(alias, otherCustomer, limits),
    ...brandParts(rule, alias, limits),
    prescriptions !== undefined && limits.hidden.has('prescriptions') ? fixed(`not (${prescriptions(alias)})`) : null,
  ];
}

/** Rows of a visible customer. A subquery in this form is joined, by the customer's key or from the customers on, as is cheaper. */
function ofCustomer(alias: string, column: string, limits: Limits): ScopeCondition | null {
  const customer = `${alias}_${column}`;
  const own = ownParts(customer, limits);
  if (own === null) return null;
  return {
    sql: (...placeholders) =>
      `exists (select from core.customer ${customer} where ${customer}.id = ${alias}.${column} and ${own.sql(...placeholders)})`,
    values: own.values,
  };
}

/** Limits of the customers themselves, over an alias of their table. */
function ownParts(alias: string, { territories, countries, hidden }: Limits): ScopeCondition | null {
  return joined([
    territories === null ? null : oneOf(`${alias}.territory_id`, 'int', territories),
    countries === null ? null : oneOf(`${alias}.country`, 'text', countries),
    hidden.has('consumers') ? fixed(`${alias}.kind <> 'consumer'`) : null,
  ]);
}

function brandParts({ brand }: TableRule, alias: string, limits: Limits | null): readonly (ScopeCondition | null)[] {
  if (limits === null) return [nothing];
  if (brand === undefined || limits.brands === null) return [];
  const column = `${alias}.${brand.column}`;
  if (brand.none === 0) return [oneOf(column, 'int', [0, ...limits.brands])];
  const named = oneOf(column, 'int', limits.brands);
  return [{ ...named, sql: (...placeholders) => `(${column} is null or ${named.sql(...placeholders)})` }];
}

function oneOf(column: string, type: 'int' | 'text', values: readonly unknown[]): ScopeCondition {
  return { sql: (placeholder) => `${column} = any(${placeholder}::${type}[])`, values: [values] };
}

const fixed = (text: string): ScopeCondition => ({ sql: () => text, values: [] });

function joined(parts: readonly (ScopeCondition | null)[]): ScopeCondition | null {
  const given = parts.filter((part) => part !== null);
  const [only] = given;
  if (only === undefined || given.length === 1) return only ?? null;
  const starts = given.map((_, index) => given.slice(0, index).reduce((sum, { values }) => sum + values.length, 0));
  return {
    sql: (...placeholders) =>
      given.map(({ sql }, index) => sql(...placeholders.slice(starts[index], starts[index + 1]))).join(' and '),
    values: given.flatMap(({ values }) => values),
  };
}
