import type { Registry } from '../kernel/registry';
import type { Contribution, SignalDeclaration } from '../sdk';
import { amountLimit } from '../value';
import type { EventToScore, ScoringFault } from './scoring';

/** A contribution that keeps to the contract, with its place in the hook's answer. */
export interface CheckedContribution {
  readonly ordinal: number;
  readonly contribution: Contribution;
}

export interface HookAnswer {
  readonly plugin: string;
  readonly pluginVersion: string;
  readonly contributions: readonly CheckedContribution[];
  readonly faults: readonly ScoringFault[];
}

const mostContributions = 16;
type Fault = Pick<ScoringFault, 'code' | 'reason'>;

/**
 * Runs the hook of the plugin that owns the event's type. Never throws: what breaks the contract is left out and
 * answered as a fault, and a hook that throws has said nothing. An unknown type, or a plugin without a hook, scores nothing.
 */
export function runHook(registry: Registry, { event }: EventToScore, modelVersion: string): HookAnswer {
  const owner = registry.interactionTypes.get(event.type)?.owner;
  const hook = owner === undefined ? undefined : registry.hooks.get(owner.id)?.value;
  if (owner === undefined || hook === undefined) {
    return { plugin: owner?.id ?? '', pluginVersion: owner?.version ?? '', contributions: [], faults: [] };
  }
  const contributions: CheckedContribution[] = [];
  const faults: Fault[] = [];
  try {
    // A hook that changed the event would change what is stored.
    Object.freeze(event.details);
    const answer: unknown = hook(Object.freeze(event), { modelVersion, params: {} });
    if (!Array.isArray(answer)) throw new TypeError('the hook did not return a list');
    if (answer.length > mostContributions) faults.push(tooMany(answer.length));
    for (const [ordinal, contribution] of answer.slice(0, mostContributions).entries()) {
      const fault = faultOf(contribution, registry, owner.id, event.count);
      if (fault === null) contributions.push({ ordinal, contribution: contribution as Contribution });
      else faults.push(fault);
    }
  } catch (error) {
    faults.push({
      code: 'SCORE_INVALID',
      reason: `the hook threw: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
  return {
    plugin: owner.id,
    pluginVersion: owner.version,
    contributions,
    faults: faults.map((fault) => ({ plugin: owner.id, eventId: event.id, ...fault })),
  };
}

function tooMany(given: number): Fault {
  return {
    code: 'SCORE_INVALID',
    reason: `${given} contributions for one event; only the first ${mostContributions} count`,
  };
}

function faultOf(given: unknown, registry: Registry, plugin: string, count: number): Fault | null {
  if (typeof given !== 'object' || given === null) return invalid('a contribution is not an object');
  const contribution = given as Partial<Contribution>;
  const declared = registry.signals.get(String(contribution.signal));
  if (declared === undefined || declared.owner.id !== plugin) {
    return {
      code: 'SIGNAL_UNDECLARED',
      reason: `the signal ${String(contribution.signal)} is not declared by ${plugin}`,
    };
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

function effortFault({ signal, units, minutes, path }: Partial<Contribution>): Fault | null {
  if (path !== undefined && typeof path !== 'string') return invalid(`the path of ${signal} is not a text`);
  const isEffort = (value: unknown) => value === undefined || (Number.isFinite(value) && Number(value) >= 0);
  return isEffort(units) && isEffort(minutes) ? null : invalid(`units or minutes of ${signal} are not a size`);
}

function invalid(reason: string): Fault {
  return { code: 'SCORE_INVALID', reason };
}
