import type { ChannelDeclaration, CostDeclaration, SignalDeclaration } from 'rapport/sdk';

const channel = 'rep';

export const channels: readonly ChannelDeclaration[] = [
  { id: channel, title: 'Field representatives', depth: 1, kappa: 40, contactBasis: 'legitimate-interest' },
];

export const signals: readonly SignalDeclaration[] = [
  {
    id: 'rep.visit_held',
    title: 'Visit held',
    unit: '15 min',
    direction: 'mutual',
    signed: false,
    maxAmount: 2,
    defaults: { weight: 10, halfLifeDays: 90, channel, load: 3, dialogueIn: 1, dialogueOut: 1, verified: true },
  },
  {
    id: 'rep.remote_call_held',
    title: 'Remote call held',
    unit: '15 min',
    direction: 'mutual',
    signed: false,
    maxAmount: 2,
    defaults: { weight: 8, halfLifeDays: 90, channel, load: 2, dialogueIn: 1, dialogueOut: 1, verified: true },
  },
  {
    id: 'rep.question_asked',
    title: 'Question asked',
    unit: 'question',
    direction: 'in',
    signed: false,
    maxAmount: 1,
    defaults: { weight: 15, halfLifeDays: 180, channel, load: 0, dialogueIn: 2, dialogueOut: 0, verified: true },
  },
  {
    id: 'rep.visit_declined',
    title: 'Visit declined',
    unit: 'visit',
    direction: 'in',
    signed: false,
    maxAmount: 1,
    defaults: { weight: -8, halfLifeDays: 60, channel, load: 0, dialogueIn: 0, dialogueOut: 0, verified: true },
  },
  {
    id: 'rep.sample_requested',
    title: 'Sample requested',
    unit: 'request',
    direction: 'in',
    signed: false,
    maxAmount: 1,
    dailyCap: 2,
    defaults: { weight: 6, halfLifeDays: 60, channel, load: 0, dialogueIn: 1, dialogueOut: 0, verified: true },
  },
  {
    id: 'rep.sample_left',
    title: 'Sample left',
    unit: 'delivery',
    direction: 'out',
    signed: false,
    maxAmount: 1,
    defaults: { weight: 0, halfLifeDays: 60, channel, load: 0.5, dialogueIn: 0, dialogueOut: 0.2, verified: true },
  },
  // Carries the evidence for the adoption ladder; that we spoke of a brand earns no points.
  {
    id: 'rep.brand_discussed',
    title: 'Brand discussed',
    unit: 'brand',
    direction: 'out',
    signed: false,
    maxAmount: 1,
    defaults: { weight: 0, halfLifeDays: 90, channel, load: 0, dialogueIn: 0, dialogueOut: 0, verified: true },
  },
  // Agreement and objection count alike: both are the customer engaging. The ladder keeps them apart.
  {
    id: 'rep.reaction_noted',
    title: 'Reaction noted by the representative',
    unit: 'reaction',
    direction: 'in',
    signed: false,
    maxAmount: 1,
    defaults: { weight: 4, halfLifeDays: 90, channel, load: 0, dialogueIn: 0.5, dialogueOut: 0, verified: false },
  },
];

/** Full cost of a touch in the field; samples and meals are booked in the ledger instead. */
export const costs: readonly CostDeclaration[] = [
  { eventType: 'rep.visit_held', currency: 'EUR', fixed: 110_00, perMinute: 1_20, perUnit: 0 },
  { eventType: 'rep.remote_call_held', currency: 'EUR', fixed: 12_00, perMinute: 90, perUnit: 0 },
];
