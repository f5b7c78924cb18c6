import type { Bind, Principal, ReadContext, TableName } from '../sdk';
import { rightsOf } from './rights';
import { conditionOf, type Question } from './scope';

type Rules = Pick<ReadContext, 'visible' | 'summable' | 'smallestGroup'>;

/**
 * What every reader of the database is given: the parts, and which rows the principal may see or have summed up. The parts
 * themselves become it, so that those which are computed, as the clock of a subscription, stay so.
 */
export function readContext<Parts extends Pick<ReadContext, 'principal'>>(parts: Parts): Parts & Rules {
  return Object.assign(parts, rulesOf(parts.principal));
}

/** Principals are kept with their credentials, and ask again. */
const known = new WeakMap<Principal, Rules>();

function rulesOf(principal: Principal): Rules {
  const found = known.get(principal);
  if (found !== undefined) return found;
  const rules: Rules = {
    visible: visibleTo(principal, 'rows'),
    summable: visibleTo(principal, 'aggregates'),
    smallestGroup: rightsOf(principal).smallestGroup,
  };
  known.set(principal, rules);
  return rules;
}

function visibleTo(principal: Principal, level: Question['level']): ReadContext['visible'] {
  return (table: TableName, alias: string, bind: Bind) =>
    conditionText(table, alias, { principal, level, customer: 'unknown' }, bind);
}

/** The condition with its values bound; `true` when all rows may be seen. */
export function conditionText(table: TableName, alias: string, question: Question, bind: Bind): string {
  const condition = conditionOf(table, alias, question);
  if (condition === null) return 'true';
  return `(${condition.sql(...condition.values.map(bind))})`;
}
