import { cappedSum } from '../caps';
import type { ComponentId } from '../component';
import { moneyIndex, relationshipIndex } from '../composite';
import { type Grade, gradeOf } from '../grade';
import { saturate, saturationSlope } from '../saturation';
import type { ValuePlan } from './plan';

/** A value without its parts. */
export interface ValueNumbers {
  readonly components: Readonly<Record<ComponentId, number>>;
  readonly rvi: number;
  readonly mass: number;
  readonly grade: Grade;
}

/** What a value is computed from, by the places of a plan. */
export interface ValueInputs {
  /** Decayed amounts and masses by family. */
  readonly amounts: Float64Array;
  readonly masses: Float64Array;
  /** Positive masses of our people, in the order of their ids as text. */
  readonly actors: readonly number[];
  readonly tenureDays: number;
  /** Number of periods with a positive event. */
  readonly activePeriods: number;
  readonly service: number;
  readonly netMinor: number;
}

/** The same bits as `assess` of the same evidence, without a line or a map: for whole populations. */
export function valueNumbers(plan: ValuePlan, inputs: ValueInputs): ValueNumbers {
  const { model } = plan;
  const components = {
    ...engagementAndReciprocity(plan, inputs),
    service: inputs.service,
    money: moneyIndex(inputs.netMinor, model.money).value,
  };
  const mass = plan.signals.reduce((sum, { own }) => sum + (inputs.masses[own] ?? 0), 0);
  return { components, rvi: relationshipIndex(components, model.composite), mass, grade: gradeOf(mass, model.grades) };
}

function engagementAndReciprocity(plan: ValuePlan, inputs: ValueInputs) {
  const { amounts } = inputs;
  const points = new Array<number>(plan.channels.length).fill(0);
  const positive = new Array<number>(plan.channels.length).fill(0);
  let [into, out] = [0, 0];
  for (const { own, dialogue, channel, weight, cap, dialogueIn, dialogueOut } of plan.signals) {
    const earned = weight * cappedSum(amounts[own] ?? 0, cap);
    points[channel] = (points[channel] ?? 0) + earned;
    positive[channel] = (positive[channel] ?? 0) + Math.max(0, earned);
    if (dialogue < 0) continue;
    const units = Math.max(0, amounts[dialogue] ?? 0);
    into += units * dialogueIn;
    out += units * dialogueOut;
  }
  const depth = plan.channels.reduce((sum, { depth: worth, kappa }, place) => {
    const own = points[place] ?? 0;
    return sum + own * (worth * saturationSlope(own, kappa));
  }, 0);
  return {
    engagement: 100 * saturate(depth, plan.model.engagement.kappa),
    reciprocity: (200 * Math.sqrt(into * out)) / (into + out + plan.model.reciprocity.kappa),
    durability: durabilityOf(plan, inputs, positive),
  };
}

const weight = 25;

function durabilityOf({ model }: ValuePlan, inputs: ValueInputs, channels: readonly number[]): number {
  const { tenureDays, periods } = model.durability;
  let continuity = 0;
  for (let period = 0; period < inputs.activePeriods; period += 1) continuity += weight / periods;
  const tenure = (weight * inputs.tenureDays) / (inputs.tenureDays + tenureDays);
  return tenure + spread(channels) + continuity + spread(inputs.actors);
}

function spread(masses: readonly number[]): number {
  let total = 0;
  for (const mass of masses) if (mass > 0) total += mass;
  let value = 0;
  for (const mass of masses) if (mass > 0) value += weight * (mass / total) * (1 - mass / total);
  return value;
}
