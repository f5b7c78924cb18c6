import {
  inSyncSpan,
  isolationOf,
  isPluginFault,
  type PluginFault,
  pluginFault,
  reasonOf,
  type Slot,
  whenStarted,
} from '../isolation';
import type { Owner, Registry } from '../kernel/registry';
import { type Contribution, contributionsByRow, eventColumns, type InteractionEvent } from '../sdk';
import { freezeWhole } from '../shared/freeze-whole';
import { groupBy } from '../shared/group-by';
import { copyOf, type Fault, faultOf } from './contribution-fault';
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
  /** Why the hook said nothing: it threw, was cut or is left alone. Null when it answered. */
  readonly failure: PluginFault | null;
}

/** Of one event; what a hook says beyond them is left out. */
export const mostContributions = 16;

/** Shared by the answers without faults, which are kept until the batch is committed. */
const none: readonly never[] = Object.freeze([]);

/**
 * Runs the hook of the plugin that owns the event's type. Never throws: what breaks the contract is left out and
 * answered as a fault, and a hook that throws has said nothing. An unknown type, or a plugin without a hook, scores nothing.
 */
export function runHook(registry: Registry, { event }: EventToScore, modelVersion: string): HookAnswer {
  const owner = registry.interactionTypes.get(event.type)?.owner;
  const hook = owner === undefined ? undefined : registry.hooks.get(owner.id)?.value;
  if (owner === undefined || hook === undefined) return silence(owner);
  try {
    // A hook that changed the event would change what is stored.
    freezeWhole(event.details);
    const answer: unknown = hook(Object.freeze(event), { modelVersion, params: {} });
    if (!Array.isArray(answer)) throw noList(answer);
    return checkedAnswer(registry, owner, event, answer);
  } catch (error) {
    return thrown(owner, event, error);
  }
}

/**
 * The same for many events, in their order, within the limits of the plugins' slots. A plugin that scores batches is given
 * all of its events at once; where that fails, its events are scored one by one, which says of which of them it fails.
 * Hooks of this thread are called without a promise each; nothing can cut them, but one that takes too long counts as failing.
 */
export async function runHooks(
  registry: Registry,
  inputs: readonly EventToScore[],
  modelVersion: string,
): Promise<readonly HookAnswer[]> {
  const answers = new Array<HookAnswer | undefined>(inputs.length);
  const rows = groupBy(inputs.keys(), (row) => registry.interactionTypes.get(inputs[row]?.event.type ?? '')?.owner);
  for (const [owner, own] of rows) {
    if (owner === undefined || !registry.hooks.has(owner.id)) continue;
    const group = { registry, owner, inputs: own.flatMap((row) => inputs[row] ?? []), modelVersion };
    const isHere = isolationOf(registry).workerOf(owner.id) === undefined;
    const said = isHere ? inSyncSpan('plugin', spanOf(owner), () => runHere(group)) : await runThere(group);
    for (const [place, row] of own.entries()) answers[row] = said[place];
  }
  return inputs.map(({ event }, row) => answers[row] ?? silence(registry.interactionTypes.get(event.type)?.owner));
}

const spanOf = ({ id }: Owner) => ({ 'rapport.plugin': id, 'rapport.slot': 'score', 'rapport.slot.name': 'score' });

/** Events of one plugin. */
interface HookGroup {
  readonly registry: Registry;
  readonly owner: Owner;
  readonly inputs: readonly EventToScore[];
  readonly modelVersion: string;
}

/** Events in one message to another thread. */
const mostAtOnce = 1_000;

/** What a batch may take beyond the limit of one event, in milliseconds per event. */
const batchAllowance = 1;

function runHere(group: HookGroup): readonly HookAnswer[] {
  const { registry, owner, inputs, modelVersion } = group;
  const slot = isolationOf(registry).slot(owner.id, 'score', 'score');
  return (
    runBatch(group, slot) ??
    inputs.map((input) => {
      if (!slot.admits()) return failed(owner, input.event, slot.refusal());
      const started = performance.now();
      const answer = runHook(registry, input, modelVersion);
      const took = performance.now() - started;
      if (answer.failure === null) slot.ended(took);
      else slot.failed(took, answer.failure.cause);
      return answer;
    })
  );
}

/** Null when the plugin scores no batches, or fails to. */
function runBatch({ registry, owner, inputs, modelVersion }: HookGroup, slot: Slot): readonly HookAnswer[] | null {
  const hook = registry.batchHooks.get(owner.id)?.value;
  if (hook === undefined || !slot.admits()) return null;
  const events = inputs.map(({ event }) => event);
  for (const { details } of events) freezeWhole(details);
  const started = performance.now();
  try {
    const said = contributionsByRow(hook(eventColumns(events), { modelVersion, params: {} }), events.length);
    slot.ended(performance.now() - started, slot.policy.timeLimit + events.length * batchAllowance);
    return events.map((event, place) => checkedAnswer(registry, owner, event, said[place] ?? []));
  } catch (error) {
    slot.failed(performance.now() - started, error);
    return null;
  }
}

/** In the plugin's own thread, all events in one message. When the call fails, nothing is known of any of them. */
async function runThere({ registry, owner, inputs, modelVersion }: HookGroup): Promise<readonly HookAnswer[]> {
  const isolation = isolationOf(registry);
  const worker = isolation.workerOf(owner.id);
  const events = inputs.map(({ event }) => event);
  if (worker === undefined) throw new Error(`The plugin ${owner.id} has no thread.`);
  try {
    const slot = isolation.slot(owner.id, 'score', 'score');
    await whenStarted(worker, slot);
    const said = await slot.run(({ signal }) => worker.score(events, { modelVersion, params: {} }, signal));
    return events.map((event, place) => {
      const answer = said[place];
      if (answer === undefined) return thrown(owner, event, new Error('the thread left it out'));
      if ('failed' in answer) return thrown(owner, event, new Error(answer.failed));
      return checkedAnswer(registry, owner, event, answer.contributions);
    });
  } catch (error) {
    if (!isPluginFault(error)) throw error;
    return events.map((event) => failed(owner, event, error));
  }
}

/** The same for stored events: null of one at which the hook threw. @throws PluginFault when the plugin does not answer at all */
export async function runAgain(group: HookGroup): Promise<readonly (readonly CheckedContribution[] | null)[]> {
  const said: (readonly CheckedContribution[] | null)[] = [];
  for (let start = 0; start < group.inputs.length; start += mostAtOnce) {
    const answers = await runThere({ ...group, inputs: group.inputs.slice(start, start + mostAtOnce) });
    requireAnswers(answers);
    for (const { contributions, failure } of answers) said.push(failure === null ? contributions : null);
  }
  return said;
}

/** A hook that threw at an event fails there alone; a plugin that did not answer at all may answer soon. */
export function requireAnswers(answers: readonly Pick<HookAnswer, 'failure' | 'faults'>[]): void {
  const silent = answers.find(({ failure, faults }) => failure !== null && faults.length === 0);
  if (silent?.failure != null) throw silent.failure;
}

function thrown(owner: Owner, event: InteractionEvent, cause: unknown): HookAnswer {
  const reason = `the hook threw: ${reasonOf(cause)}`;
  const failure = pluginFault('PLUGIN_FAILED', owner.id, `The scoring hook of ${owner.id} threw.`, cause);
  return { ...answerOf(owner, event, [], [{ code: 'SCORE_INVALID', reason }]), failure };
}

function failed(owner: Owner, event: InteractionEvent, failure: PluginFault): HookAnswer {
  return { ...answerOf(owner, event, [], []), failure };
}

/** Nobody is to say anything. */
function silence(owner: Owner | undefined): HookAnswer {
  const { id = '', version = '' } = owner ?? {};
  return { plugin: id, pluginVersion: version, contributions: [], faults: [], failure: null };
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
  const count = Math.min(answer.length, mostContributions);
  for (let ordinal = 0; ordinal < count; ordinal += 1) {
    const own = copyOf(answer[ordinal]);
    const fault = faultOf(own, registry, owner.id, event.count);
    if (fault === null) contributions.push({ ordinal, contribution: own as Contribution });
    else faults.push(fault);
  }
  return answerOf(owner, event, contributions, faults);
}

/** A promise is no list, and what becomes of it is nobody's incident. */
function noList(answer: unknown): TypeError {
  if (answer instanceof Promise) answer.catch(() => undefined);
  return new TypeError('the hook did not return a list');
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
    faults: faults.length === 0 ? none : faults.map((fault) => ({ plugin: id, eventId: event.id, ...fault })),
    failure: null,
  };
}

function tooMany(given: number): Fault {
  return {
    code: 'SCORE_INVALID',
    reason: `${given} contributions for one event; only the first ${mostContributions} count`,
  };
}
