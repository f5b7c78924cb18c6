import type { Owner, Registry } from '../kernel/registry';
import {
  type BatchScoringHook,
  type Contribution,
  contributionsByRow,
  eventColumns,
  type InteractionEvent,
  type SignalDeclaration,
} from '../sdk';
import { groupBy } from '../shared/group-by';
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

/** Of one event; what a hook says beyond them is left out. */
export const mostContributions = 16;
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
  try {
    // A hook that changed the event would change what is stored.
    Object.freeze(event.details);
    const answer: unknown = hook(Object.freeze(event), { modelVersion, params: {} });
    if (!Array.isArray(answer)) throw new TypeError('the hook did not return a list');
    return checkedAnswer(registry, owner, event, answer);
  } catch (error) {
    const reason = `the hook threw: ${error instanceof Error ? error.message : String(error)}`;
    return answerOf(owner, event, [], [{ code: 'SCORE_INVALID', reason }]);
  }
}

/**
 * The same for many events, in their order. A plugin that scores batches is given all of its events at once; where that
 * fails, its events are scored one by one, which says of which of them it fails.
 */
export function runHooks(
  registry: Registry,
  inputs: readonly EventToScore[],
  modelVersion: string,
): readonly HookAnswer[] {
  const answers = new Array<HookAnswer | undefined>(inputs.length);
  const rows = groupBy(inputs.keys(), (row) => registry.interactionTypes.get(inputs[row]?.event.type ?? '')?.owner);
  for (const [owner, own] of rows) {
    const hook = owner === undefined ? undefined : registry.batchHooks.get(owner.id)?.value;
    if (owner === undefined || hook === undefined) continue;
    const events = own.flatMap((row) => inputs[row]?.event ?? []);
    for (const { details } of events) Object.freeze(details);
    const said = batchAnswers(hook, events, modelVersion);
    for (const [place, row] of own.entries()) {
      const [event, list] = [events[place], said?.[place]];
      if (event !== undefined && list !== undefined) answers[row] = checkedAnswer(registry, owner, event, list);
    }
  }
  return inputs.map((input, row) => answers[row] ?? runHook(registry, input, modelVersion));
}

function batchAnswers(hook: BatchScoringHook, events: readonly InteractionEvent[], modelVersion: string) {
  try {
    return contributionsByRow(hook(eventColumns(events), { modelVersion, params: {} }), events.length);
  } catch {
    return undefined;
  }
}

function checkedAnswer(
  registry: Registry,
  owner: Owner,
  event: InteractionEvent,
  answer: readonly unknown[],
): HookAnswer {
  const contributions: CheckedContribution[] = [];
  const faults: Fault[] = [];
  if (answer.length > mostContributions) faults.push(tooMany(answer.length));
  for (const [ordinal, contribution] of answer.slice(0, mostContributions).entries()) {
    const fault = faultOf(contribution, registry, owner.id, event.count);
    if (fault === null) contributions.push({ ordinal, contribution: contribution as Contribution });
    else faults.push(fault);
  }
  return answerOf(owner, event, contributions, faults);
}

function answerOf(
  { id, version }: Owner,
  event: InteractionEvent,
  contributions: readonly CheckedContribution[],
  faults: readonly Fault[],
): HookAnswer {
  return {
    plugin: id,
    pluginVersion: version,
    contributions,
    faults: faults.map((fault) => ({ plugin: id, eventId: event.id, ...fault })),
  };
}

function tooMany(given: number): Fault {
  return {
    code: 'SCORE_INVALID',
    reason: `${given} contributions for one event; only the first ${mostContributions} count`,
  };
}

/** How one of a hook's contributions breaks the contract; null when it keeps to it. */
export function faultOf(given: unknown, registry: Registry, plugin: string, count: number): Fault | null {
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
