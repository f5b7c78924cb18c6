import { isolationOf } from '../isolation';
import type { Registry } from '../kernel/registry';
import type { Contribution } from '../sdk';
import type { ModelDocument } from '../value';
import type { ModelInForce } from './model';
import { type CheckedContribution, type HookAnswer, requireAnswers, runHook, runHooks } from './run-hook';
import type { EventToScore, ScoredContribution, ScoredEvent, ScoredEvidence, ScoringFault } from './scoring';
import { touchCost } from './touch-cost';

/** Everything an event says about value, under a model. No clock, no database. */
export function scoreEvent(registry: Registry, model: ModelInForce, input: EventToScore): ScoredEvent {
  return scoredEvent(registry, model, input, runHook(registry, input, model.hash));
}

/** The same for many events, in their order, within the limits of the plugins' slots. */
export async function scoreEvents(
  registry: Registry,
  model: ModelInForce,
  inputs: readonly EventToScore[],
): Promise<readonly ScoredEvent[]> {
  const answers = await runHooks(registry, inputs, model.hash);
  return inputs.flatMap((input, row) => {
    const answer = answers[row];
    return answer === undefined ? [] : [scoredEvent(registry, model, input, answer)];
  });
}

/**
 * What hooks say of stored events, without the breakers of the intake: those of this thread one by one, others in theirs.
 *
 * @throws PluginFault when a plugin in a thread of its own does not answer: what it said before is to stand
 */
export async function scoreAgain(
  registry: Registry,
  model: ModelInForce,
  inputs: readonly EventToScore[],
): Promise<readonly ScoredEvent[]> {
  const isThere = ({ event }: EventToScore): boolean => {
    const plugin = registry.interactionTypes.get(event.type)?.owner.id;
    return plugin !== undefined && isolationOf(registry).workerOf(plugin) !== undefined;
  };
  const there = await scoreEvents(registry, model, inputs.filter(isThere));
  requireAnswers(there);
  const here = inputs.filter((input) => !isThere(input)).map((input) => scoreEvent(registry, model, input));
  return [...here, ...there];
}

function scoredEvent(registry: Registry, model: ModelInForce, input: EventToScore, answer: HookAnswer): ScoredEvent {
  const rate = model.document.costs[input.event.type];
  const find = ownEvidence(registry, answer.plugin, model.document);
  const contributions: ScoredContribution[] = [];
  const evidence: ScoredEvidence[] = [];
  const faults: ScoringFault[] = [];
  for (const checked of answer.contributions) {
    const contribution = contributionOf(checked, input.event.count, answer, model.document);
    if (contribution !== undefined) contributions.push(contribution);
    const said = evidenceOf(checked, input, answer, find);
    if (said === undefined) continue;
    if ('code' in said) faults.push(said);
    else evidence.push(said);
  }
  const cost = rate === undefined ? null : touchCost(rate, contributionsIn(answer), input.event.count);
  const { failure } = answer;
  const all = faults.length === 0 ? answer.faults : [...answer.faults, ...faults];
  return { input, modelHash: model.hash, contributions, evidence, touchCost: cost, faults: all, failure };
}

const contributionsIn = (answer: HookAnswer) => answer.contributions.map(({ contribution }) => contribution);

/** What a contribution adds to the log; an amount of zero costs and may be evidence, but contributes nothing. */
export function contributionOf(
  { ordinal, contribution }: CheckedContribution,
  count: number,
  { plugin, pluginVersion }: Pick<HookAnswer, 'plugin' | 'pluginVersion'>,
  document: ModelDocument,
): ScoredContribution | undefined {
  const { signal, amount, path } = contribution;
  const declared = document.signals[signal];
  if (declared === undefined || amount === 0) return undefined;
  const { halfLifeDays } = declared;
  return { ordinal, plugin, pluginVersion, signal, halfLifeDays, amount: amount * count, path: path ?? null };
}

/** A kind of evidence with the numbers that the model gives it; undefined for those that the plugin does not declare. */
export type FindEvidence = (evidence: string) => ModelDocument['adoption']['evidence'][string] | undefined;

export function ownEvidence(registry: Registry, plugin: string, { adoption }: ModelDocument): FindEvidence {
  return (evidence) => (registry.adoption.get(evidence)?.owner.id === plugin ? adoption.evidence[evidence] : undefined);
}

/** Undefined when the contribution says nothing of adoption. */
function evidenceOf(
  checked: CheckedContribution,
  { event, brandIds }: EventToScore,
  { plugin }: HookAnswer,
  find: FindEvidence,
): ScoredEvidence | ScoringFault | undefined {
  const { adoption } = checked.contribution;
  if (adoption === undefined) return undefined;
  const said = checkedEvidence(checked.ordinal, adoption, find, brandIds);
  if (said !== undefined) return said;
  const fault = { plugin, eventId: event.id };
  if (find(adoption.evidence) === undefined) {
    const reason = `the adoption evidence ${adoption.evidence} is not declared by ${plugin}`;
    return { ...fault, code: 'ADOPTION_UNDECLARED', reason };
  }
  const reason = `the brand ${adoption.brand} of ${adoption.evidence} is not known`;
  return { ...fault, code: 'SCORE_INVALID', reason };
}

/** Undefined when the evidence is not declared or the brand not known. */
export function checkedEvidence(
  ordinal: number,
  { evidence, brand }: NonNullable<Contribution['adoption']>,
  find: FindEvidence,
  brandIds: ReadonlyMap<string, number>,
): ScoredEvidence | undefined {
  const declared = find(evidence);
  const brandId = brandIds.get(brand);
  if (declared === undefined || brandId === undefined) return undefined;
  const { stage, points, confirming } = declared;
  return { ordinal, evidence, brandId, stage, points, confirming };
}
