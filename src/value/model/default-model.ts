import type { AdoptionDeclaration, ChannelDeclaration, CostDeclaration, SignalDeclaration } from '../../sdk';
import { defaultModelName, defaultParameters } from './default-parameters';
import type { ModelCost, ModelDocument, ModelSignal } from './document';

/** A declaration with who made it, as the kernel's registry keeps it. */
export interface Declared<T> {
  readonly owner: { readonly id: string; readonly version: string };
  readonly value: T;
}

/** What plugins declare about value: lists, or the values of the registry's maps. */
export interface ModelDeclarations {
  readonly channels: Iterable<Declared<ChannelDeclaration>>;
  readonly signals: Iterable<Declared<SignalDeclaration>>;
  readonly costs: Iterable<Declared<CostDeclaration>>;
  readonly adoption: Iterable<Declared<AdoptionDeclaration>>;
}

/** The parts of a model document that come from declarations. */
export type DeclaredParts = Pick<ModelDocument, 'plugins' | 'channels' | 'signals' | 'costs'> & {
  readonly evidence: ModelDocument['adoption']['evidence'];
};

/** The document that takes every declaration as it is, with the default parameters for the rest. */
export function defaultModel(declarations: ModelDeclarations, name = defaultModelName): ModelDocument {
  const { evidence, ...parts } = declaredParts(declarations);
  return { ...defaultParameters, ...parts, name, adoption: { ...defaultParameters.adoption, evidence } };
}

export function declaredParts({ channels, signals, costs, adoption }: ModelDeclarations): DeclaredParts {
  const [channelList, signalList, costList, adoptionList] = [[...channels], [...signals], [...costs], [...adoption]];
  const owners = [...channelList, ...signalList, ...costList, ...adoptionList].map(({ owner }) => owner);
  return {
    plugins: Object.fromEntries(owners.map(({ id, version }) => [id, version])),
    channels: Object.fromEntries(
      channelList.map(({ value: { id, title, depth, kappa } }) => [id, { title, depth, kappa }]),
    ),
    signals: Object.fromEntries(signalList.map((signal) => [signal.value.id, modelSignal(signal)])),
    costs: Object.fromEntries(costList.map(({ value }) => [value.eventType, modelCost(value)])),
    evidence: Object.fromEntries(adoptionList.map(({ value }) => [value.evidence, modelEvidence(value)])),
  };
}

/** Written out member by member: what a declaration carries beyond the contract must not enter the hash. */
function modelSignal({ owner, value }: Declared<SignalDeclaration>): ModelSignal {
  const { defaults, title, unit, direction, dailyCap } = value;
  return {
    plugin: owner.id,
    title,
    unit,
    direction,
    channel: defaults.channel,
    weight: direction === 'out' ? 0 : defaults.weight,
    halfLifeDays: defaults.halfLifeDays,
    ...(dailyCap === undefined ? {} : { dailyCap }),
    load: defaults.load,
    dialogueIn: defaults.dialogueIn,
    dialogueOut: defaults.dialogueOut,
    verified: defaults.verified,
  };
}

function modelCost({ currency, fixed, perMinute, perUnit }: CostDeclaration): ModelCost {
  return { currency, fixed, perMinute, perUnit };
}

function modelEvidence({ title, stage, points, confirming }: AdoptionDeclaration) {
  return { title, stage, points, confirming };
}
