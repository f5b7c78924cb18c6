import type { ChannelDeclaration, CostDeclaration, HalfLifeDays, SignalDeclaration } from '../../src/sdk';
import { dayMs, type ModelDeclarations } from '../../src/value';
import type { EngagementModel } from '../../src/value/engagement';

/** The tolerance of the published vectors: 1e-6 relative to max(1, |value|). */
export function expectClose(actual: number | undefined, expected: number, tolerance = 1e-6): void {
  expect(actual).toBeDefined();
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}

/** An event of a vector: id, amount, age and half-life in days. */
export type VectorEvent = readonly [id: string, amount: number, age: number, halfLife: number];

export interface VectorChannel {
  readonly v: number;
  readonly k: number;
  readonly signals: Readonly<
    Record<string, { readonly w: number; readonly cap?: number; readonly events: readonly VectorEvent[] }>
  >;
}

/** An instant with room on both sides; vectors give ages, not dates. */
export const vectorNow = Date.UTC(2026, 10, 21, 9, 30);

export const daysBefore = (age: number, now = vectorNow): number => now - age * dayMs;

export function vectorModel(channels: Readonly<Record<string, VectorChannel>>, kappa: number): EngagementModel {
  const signals = Object.entries(channels).flatMap(([channel, { signals: own }]) =>
    Object.entries(own).map(([signal, { w, cap }]) => {
      return [signal, { channel, weight: w, direction: 'in', verified: true, cap }] as const;
    }),
  );
  return {
    engagement: { kappa },
    channels: Object.fromEntries(Object.entries(channels).map(([id, { v, k }]) => [id, { depth: v, kappa: k }])),
    signals: Object.fromEntries(signals),
  };
}

const core = { id: 'tests', version: '1.0.0' };
const owned = <T>(value: T) => ({ owner: core, value });

interface SignalRow {
  readonly id: string;
  readonly direction: SignalDeclaration['direction'];
  readonly weight: number;
  readonly halfLifeDays: HalfLifeDays;
  readonly dailyCap?: number;
  readonly dialogue: readonly [number, number];
  readonly load?: number;
}

const signalRows: readonly SignalRow[] = [
  { id: 'rep.visit_held', direction: 'mutual', weight: 10, halfLifeDays: 90, dialogue: [1, 1], load: 3 },
  { id: 'rep.question_asked', direction: 'in', weight: 15, halfLifeDays: 180, dialogue: [2, 0] },
  { id: 'rep.visit_declined', direction: 'in', weight: -8, halfLifeDays: 60, dialogue: [0, 0] },
  { id: 'email.sent', direction: 'out', weight: 0, halfLifeDays: 30, dialogue: [0, 0.5], load: 1 },
  { id: 'email.opened', direction: 'in', weight: 2, halfLifeDays: 30, dailyCap: 2, dialogue: [0.1, 0] },
  { id: 'email.clicked', direction: 'in', weight: 5, halfLifeDays: 60, dailyCap: 3, dialogue: [0.5, 0] },
  { id: 'email.replied', direction: 'in', weight: 12, halfLifeDays: 90, dialogue: [2, 0] },
  { id: 'email.unsubscribed', direction: 'in', weight: -25, halfLifeDays: 365, dialogue: [0, 0] },
  { id: 'web.page_view', direction: 'in', weight: 1, halfLifeDays: 30, dailyCap: 5, dialogue: [0.05, 0] },
  { id: 'web.download', direction: 'in', weight: 5, halfLifeDays: 60, dialogue: [0.3, 0] },
  { id: 'web.enquiry', direction: 'in', weight: 15, halfLifeDays: 180, dialogue: [2, 0] },
  { id: 'conf.attended', direction: 'mutual', weight: 4, halfLifeDays: 180, dialogue: [1, 1], load: 2 },
  { id: 'conf.spoke', direction: 'in', weight: 40, halfLifeDays: 365, dialogue: [5, 2] },
];

function signalOf({ id, direction, weight, halfLifeDays, dailyCap, dialogue, load }: SignalRow): SignalDeclaration {
  const channel = id.split('.')[0] ?? id;
  const defaults = { weight, halfLifeDays, channel, load: load ?? 0, verified: true };
  return {
    id,
    title: id,
    unit: 'contact',
    direction,
    signed: false,
    maxAmount: 8,
    ...(dailyCap === undefined ? {} : { dailyCap }),
    defaults: { ...defaults, dialogueIn: dialogue[0], dialogueOut: dialogue[1] },
  };
}

const channels: readonly ChannelDeclaration[] = [
  { id: 'rep', title: 'Representatives', depth: 1, kappa: 40 },
  { id: 'email', title: 'E-mail', depth: 0.5, kappa: 20 },
  { id: 'web', title: 'Web', depth: 0.6, kappa: 20 },
  { id: 'conf', title: 'Conferences', depth: 0.8, kappa: 40 },
];

const costs: readonly CostDeclaration[] = [
  { eventType: 'rep.visit_held', currency: 'EUR', fixed: 11_000, perMinute: 120, perUnit: 0 },
  { eventType: 'email.sent', currency: 'EUR', fixed: 35, perMinute: 0, perUnit: 0 },
  { eventType: 'conf.attended', currency: 'EUR', fixed: 20_000, perMinute: 0, perUnit: 3500 },
];

/** The declarations behind the default value model vm-1.0.0 of the specification. */
export const defaultDeclarations: ModelDeclarations = {
  channels: channels.map(owned),
  signals: signalRows.map(signalOf).map(owned),
  costs: costs.map(owned),
  adoption: [owned({ evidence: 'rep.discussed', title: 'Brand discussed', stage: 1, points: 2, confirming: true })],
};
