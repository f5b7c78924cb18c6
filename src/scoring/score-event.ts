import type { Registry } from '../kernel/registry';
import type { ModelDocument } from '../value';
import type { ModelInForce } from './model';
import { type CheckedContribution, type HookAnswer, runHook, runHooks } from './run-hook';
import type { EventToScore, ScoredContribution, ScoredEvent, ScoredEvidence, ScoringFault } from './scoring';
import { touchCost } from './touch-cost';

/** Everything an event says about value, under a model. No clock, no database. */
export function scoreEvent(registry: Registry, model: ModelInForce, input: EventToScore): ScoredEvent {
  return scoredEvent(registry, model, input, runHook(registry, input, model.hash));
}

/** The same for many events, in their order. */
export function scoreEvents(
  registry: Registry,
  model: ModelInForce,
  inputs: readonly EventToScore[],
): readonly ScoredEvent[] {
  const answers = runHooks(registry, inputs, model.hash);
  return inputs.flatMap((input, row) => {
    const answer = answers[row];
    return answer === undefined ? [] : [scoredEvent(registry, model, input, answer)];
  });
}

function scoredEvent(registry: Registry, model: ModelInForce, input: EventToScore, answer: HookAnswer): ScoredEvent {
  const rate = model.document.costs[input.event.type];
  const find = ownEvidence(registry, answer, model.document);
  const evidence = answer.contributions.flatMap((checked) => evidenceOf(checked, input, answer, find));
  return {
    input,
    modelHash: model.hash,
    contributions: answer.contributions.flatMap((checked) => contributionOf(checked, input, answer, model.document)),
    evidence: evidence.filter((item): item is ScoredEvidence => !isFault(item)),
    touchCost: rate === undefined ? null : touchCost(rate, contributionsIn(answer), input.event.count),
    faults: [...answer.faults, ...evidence.filter(isFault)],
  };
}

const contributionsIn = (answer: HookAnswer) => answer.contributions.map(({ contribution }) => contribution);

/** An amount of zero costs and may be evidence, but contributes nothing. */
function contributionOf(
  { ordinal, contribution }: CheckedContribution,
  { event }: EventToScore,
  { plugin, pluginVersion }: HookAnswer,
  document: ModelDocument,
): readonly ScoredContribution[] {
  const { signal, amount, path } = contribution;
  const declared = document.signals[signal];
  if (declared === undefined || amount === 0) return [];
  const { halfLifeDays } = declared;
  return [{ ordinal, plugin, pluginVersion, signal, halfLifeDays, amount: amount * event.count, path: path ?? null }];
}

type FindEvidence = (evidence: string) => ModelDocument['adoption']['evidence'][string] | undefined;

/** Evidence that the event's plugin declares, with the numbers that the model gives it. */
function ownEvidence(registry: Registry, { plugin }: HookAnswer, { adoption }: ModelDocument): FindEvidence {
  return (evidence) => (registry.adoption.get(evidence)?.owner.id === plugin ? adoption.evidence[evidence] : undefined);
}

function evidenceOf(
  { ordinal, contribution }: CheckedContribution,
  { event, brandIds }: EventToScore,
  answer: HookAnswer,
  find: FindEvidence,
): readonly (ScoredEvidence | ScoringFault)[] {
  if (contribution.adoption === undefined) return [];
  const { evidence, brand } = contribution.adoption;
  const fault = { plugin: answer.plugin, eventId: event.id };
  const declared = find(evidence);
  const brandId = brandIds.get(brand);
  if (declared === undefined) {
    const reason = `the adoption evidence ${evidence} is not declared by ${answer.plugin}`;
    return [{ ...fault, code: 'ADOPTION_UNDECLARED', reason }];
  }
  if (brandId === undefined) {
    return [{ ...fault, code: 'SCORE_INVALID', reason: `the brand ${brand} of ${evidence} is not known` }];
  }
  const { stage, points, confirming } = declared;
  return [{ ordinal, evidence, brandId, stage, points, confirming }];
}

function isFault(item: ScoredEvidence | ScoringFault): item is ScoringFault {
  return 'code' in item;
}
