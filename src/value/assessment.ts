import type { ComponentId } from './component';
import { type MoneyIndex, moneyIndex, relationshipIndex } from './composite';
import { type Durability, durability } from './durability';
import { type Engagement, engagement } from './engagement';
import type { Evidence } from './evidence';
import { type Grade, gradeOf } from './grade';
import type { ModelDocument } from './model/document';
import { compareText } from './order';
import { type Reciprocity, reciprocity } from './reciprocity';
import { type Service, service } from './service';

/** All components of a value with what their lines are made from, and the index they add up to. */
export interface Assessment {
  readonly components: Readonly<Record<ComponentId, number>>;
  readonly rvi: number;
  readonly mass: number;
  readonly grade: Grade;
  readonly engagement: Engagement;
  readonly reciprocity: Reciprocity;
  readonly service: Service;
  readonly durability: Durability;
  readonly money: MoneyIndex & { readonly netMinor: number };
}

/** The value of evidence under a model. Pure and total: no evidence is 0 in every component. */
export function assess(evidence: Evidence, model: ModelDocument): Assessment {
  const engaged = engagement(evidence.sums, model);
  const mutual = reciprocity(
    unitsOf(evidence, model, 'dialogueIn'),
    unitsOf(evidence, model, 'dialogueOut'),
    model.reciprocity.kappa,
  );
  const served = service(evidence.requests, evidence.needs, model.service);
  const lasting = durability(
    {
      tenureDays: evidence.tenureDays,
      channels: new Map(engaged.channels.map(({ channel }) => [channel, channelMass(engaged, channel)])),
      actors: inOrder(evidence.actors),
      activePeriods: [...evidence.periods.keys()].sort((a, b) => a - b).map(String),
    },
    model.durability,
  );
  const netMinor = evidence.money.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const money = { ...moneyIndex(netMinor, model.money), netMinor };
  const components = {
    engagement: engaged.value,
    reciprocity: mutual.value,
    service: served.value,
    durability: lasting.value,
    money: money.value,
  };
  return {
    components,
    rvi: relationshipIndex(components, model.composite),
    mass: evidence.mass,
    grade: gradeOf(evidence.mass, model.grades),
    engagement: engaged,
    reciprocity: mutual,
    service: served,
    durability: lasting,
    money,
  };
}

/** Dialogue units by signal; negative amounts of a signed signal are no dialogue. */
function unitsOf({ dialogue }: Evidence, model: ModelDocument, side: 'dialogueIn' | 'dialogueOut') {
  const units = [...inOrder(dialogue)].map(([signal, amount]) => {
    return [signal, Math.max(0, amount) * (model.signals[signal]?.[side] ?? 0)] as const;
  });
  return new Map(units.filter(([, amount]) => amount > 0));
}

/** Positive decayed points of a channel: what makes it a leg that the relationship stands on. */
export function channelMass({ signals }: Engagement, id: string): number {
  return signals.filter(({ channel }) => channel === id).reduce((sum, { points }) => sum + Math.max(0, points), 0);
}

/** Floating sums must not depend on the order in which evidence was found. */
const inOrder = (amounts: ReadonlyMap<string, number>): ReadonlyMap<string, number> =>
  new Map([...amounts].sort(([left], [right]) => compareText(left, right)));
