import { type Principal, RapportError } from '../sdk';
import { access, type Cell } from './access-table';
import { fieldClasses } from './field-classes';
import { mayReport } from './reporter';
import { isHidden, rolesOf } from './rights';
import { type DataClass, dataClasses } from './roles';

const best: readonly Cell[] = ['allowed', 'aggregates', 'own plugin', 'refused'];

/** What the table says of a principal with all its roles. */
export function mayAsk(principal: Principal, rootField: string): Cell {
  const line = access.get(rootField);
  const roles = rolesOf(principal);
  if (line === undefined) return roles.includes('admin') ? 'allowed' : 'refused';
  const cells = roles.map((role) => line[role]);
  return best.find((cell) => cells.includes(cell)) ?? 'refused';
}

/** Why a principal may not ask a root field at all; null when it may. */
export function rootRefusal(principal: Principal, rootField: string): RapportError | null {
  if (mayAsk(principal, rootField) !== 'refused') return null;
  return new RapportError('FORBIDDEN', `${rootField}: your role does not allow this operation.`);
}

/** Why a principal may not ask for a kind of data; null when it may. */
export function classRefusal(principal: Principal, field: string, dataClass: DataClass): RapportError | null {
  if (!isHidden(principal, dataClass)) return null;
  return new RapportError(
    'FORBIDDEN',
    `${field}: your role, or the purpose that the request states, does not allow this kind of data (${dataClasses[dataClass]}).`,
  );
}

/**
 * The same check where a field is resolved, for doors that forgot the one at their entrance; and of the arguments of those
 * who may bring in the records of one plugin only.
 *
 * @throws RapportError FORBIDDEN
 */
export function refuseField(principal: Principal, coordinate: string, args: Readonly<Record<string, unknown>>): void {
  const dataClass = classOf(coordinate);
  const refusal = isRootField(coordinate)
    ? (rootRefusal(principal, coordinate) ?? foreignRecords(principal, coordinate, args))
    : dataClass === undefined
      ? null
      : classRefusal(principal, coordinate, dataClass);
  if (refusal !== null) throw refusal;
}

/** Whether {@link refuseField} could refuse it. */
export const isProtected = (coordinate: string): boolean =>
  isRootField(coordinate) || classOf(coordinate) !== undefined;

const isRootField = (coordinate: string): boolean => /^(Query|Mutation|Subscription)\./.test(coordinate);

const classOf = (coordinate: string): DataClass | undefined =>
  (fieldClasses as Readonly<Record<string, DataClass>>)[coordinate];

function foreignRecords(principal: Principal, rootField: string, args: Readonly<Record<string, unknown>>) {
  const input = args.input as Partial<RecordsInput> | undefined;
  if (input?.source !== undefined && !mayReport(principal, input.source)) {
    const named = 'these credentials name the sources they report for, and this is none of them.';
    return new RapportError('FORBIDDEN', `${rootField}: ${named}`);
  }
  if (mayAsk(principal, rootField) !== 'own plugin') return null;
  const { plugin } = principal;
  if (plugin !== undefined && isOwn(input, plugin)) return null;
  return new RapportError(
    'FORBIDDEN',
    `${rootField}: these credentials bring in records of one plugin: its interaction types, and a source that is its id or begins with it and a colon.`,
  );
}

interface RecordsInput {
  readonly source: string;
  readonly items: readonly { readonly type: string }[];
}

function isOwn({ source = '', items = [] }: Partial<RecordsInput> = {}, plugin: string): boolean {
  const name = source.trim();
  return (
    (name === plugin || name.startsWith(`${plugin}:`)) &&
    items.every(({ type }) => type.trim().startsWith(`${plugin}.`))
  );
}
