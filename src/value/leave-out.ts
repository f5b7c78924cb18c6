import { type Assessment, assess, channelMass } from './assessment';
import { type ComponentId, componentIds } from './component';
import { durability } from './durability';
import type { Evidence } from './evidence';
import type { Removal } from './line';
import type { ModelDocument } from './model/document';

/** A value and what it was computed from. */
export interface Assessed {
  readonly evidence: Evidence;
  readonly assessment: Assessment;
  readonly model: ModelDocument;
}

/** What the index would be if the evidence of these lines did not exist. Each line is left out of its own component. */
export function componentsWithout(
  { evidence, assessment, model }: Assessed,
  removals: readonly Removal[],
): Readonly<Record<ComponentId, number>> {
  const { components } = assess(evidenceWithout(evidence, removals), model);
  return { ...components, durability: durabilityWithout({ evidence, assessment, model }, removals) };
}

/** How much of a component, or with its shares of the index, would be lost without the lines' evidence. */
export function marginalLoss(
  assessed: Assessed,
  removals: readonly Removal[],
  shares: Readonly<Partial<Record<ComponentId, number>>>,
): number {
  const without = componentsWithout(assessed, removals);
  const { components } = assessed.assessment;
  return componentIds.reduce((sum, id) => sum + (shares[id] ?? 0) * (components[id] - without[id]), 0);
}

function evidenceWithout(evidence: Evidence, removals: readonly Removal[]): Evidence {
  const cases = idsOf(removals, 'case');
  const money = idsOf(removals, 'money');
  return {
    ...evidence,
    sums: reduced(evidence.sums, removals, 'sum'),
    dialogue: reduced(evidence.dialogue, removals, 'dialogue'),
    requests: evidence.requests.filter(({ id }) => !cases.has(id)),
    needs: evidence.needs.filter(({ id }) => !cases.has(id)),
    money: evidence.money.filter(({ id }) => !money.has(id)),
  };
}

function reduced(amounts: ReadonlyMap<string, number>, removals: readonly Removal[], kind: 'sum' | 'dialogue') {
  const left = new Map(amounts);
  for (const removal of removals) {
    if (removal.kind !== kind) continue;
    left.set(removal.signal, (left.get(removal.signal) ?? 0) - removal.amount);
  }
  return left;
}

function durabilityWithout({ evidence, assessment, model }: Assessed, removals: readonly Removal[]): number {
  const [channels, actors, periods] = [idsOf(removals, 'channel'), idsOf(removals, 'actor'), idsOf(removals, 'period')];
  const masses = new Map(
    assessment.engagement.channels.map(({ channel }) => [channel, channelMass(assessment.engagement, channel)]),
  );
  const kept = (amounts: ReadonlyMap<string, number>, gone: ReadonlySet<string>) =>
    new Map([...amounts].filter(([id]) => !gone.has(id)));
  const left = {
    tenureDays: removals.some(({ kind }) => kind === 'tenure') ? 0 : evidence.tenureDays,
    channels: kept(masses, channels),
    actors: kept(evidence.actors, actors),
    activePeriods: [...evidence.periods.keys()].map(String).filter((period) => !periods.has(period)),
  };
  return durability(left, model.durability).value;
}

function idsOf(removals: readonly Removal[], wanted: Exclude<Removal['kind'], 'sum' | 'dialogue' | 'tenure'>) {
  return new Set(removals.flatMap((removal) => (removal.kind === wanted ? [removal.id] : [])));
}
