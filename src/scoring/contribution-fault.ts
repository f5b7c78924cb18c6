import type { Registry } from '../kernel/registry';
import type { Contribution, SignalDeclaration } from '../sdk';
import { amountLimit } from '../value';
import type { ScoringFault } from './scoring';

/** How something that a hook said breaks the contract. */
export type Fault = Pick<ScoringFault, 'code' | 'reason'>;

/** Longer ones are no path. */
const longestPath = 200;

/** How one of a hook's contributions breaks the contract; null when it keeps to it. */
export function faultOf(given: unknown, registry: Registry, plugin: string, count: number): Fault | null {
  if (typeof given !== 'object' || given === null) return invalid('a contribution is not an object');
  const contribution = given as Partial<Contribution>;
  const { signal } = contribution as { readonly signal?: unknown };
  const declared = typeof signal === 'string' ? registry.signals.get(signal) : undefined;
  if (declared === undefined || declared.owner.id !== plugin) {
    const told = String(signal).slice(0, longestPath);
    return { code: 'SIGNAL_UNDECLARED', reason: `the signal ${told} is not declared by ${plugin}` };
  }
  return amountFault(contribution, declared.value, count) ?? effortFault(contribution);
}

function amountFault({ amount }: Partial<Contribution>, { id, signed, maxAmount }: SignalDeclaration, count: number) {
  if (typeof amount !== 'number' || !Number.isFinite(amount))
    return invalid(`the amount of ${id} is ${String(amount)}`);
  if (amount < 0 && !signed) return invalid(`the amount ${amount} of ${id} is negative, and the signal is not signed`);
  if (Math.abs(amount) > maxAmount) return invalid(`the amount ${amount} of ${id} is beyond its maximum ${maxAmount}`);
  return Math.abs(amount) * count < amountLimit
    ? null
    : invalid(`the amount ${amount} of ${id}, ${count} times, is too large`);
}

function effortFault({ signal, units, minutes, path, adoption }: Partial<Contribution>): Fault | null {
  if (path !== undefined && (typeof path !== 'string' || path.length > longestPath)) {
    return invalid(`the path of ${signal} is not a text of at most ${longestPath} characters`);
  }
  const isEffort = (value: unknown) => value === undefined || (Number.isFinite(value) && Number(value) >= 0);
  if (!isEffort(units) || !isEffort(minutes)) return invalid(`units or minutes of ${signal} are not a size`);
  const isText = (value: unknown) => typeof value === 'string' && value.length <= longestPath;
  return adoption === undefined || (isText(adoption.evidence) && isText(adoption.brand))
    ? null
    : invalid(`the adoption of ${signal} does not name evidence and brand`);
}

export function invalid(reason: string): Fault {
  return { code: 'SCORE_INVALID', reason };
}

type Said = { -readonly [Key in keyof Contribution]: Contribution[Key] };

/** Read once: what a hook answers may say otherwise when it is read again. Anything but an object as it is. */
export function copyOf(given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given;
  const { signal, amount, path, units, minutes, adoption } = given as Contribution;
  const copy: Said = { signal, amount };
  if (path !== undefined) copy.path = path;
  if (units !== undefined) copy.units = units;
  if (minutes !== undefined) copy.minutes = minutes;
  if (adoption !== undefined) copy.adoption = { evidence: adoption.evidence, brand: adoption.brand };
  return copy;
}
