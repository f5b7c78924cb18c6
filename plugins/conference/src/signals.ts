import type { ChannelDeclaration, CostDeclaration, SignalDeclaration } from 'rapport/sdk';

const channel = 'conference';

export const channels: readonly ChannelDeclaration[] = [
  { id: channel, title: 'Conferences', depth: 0.8, kappa: 40, contactBasis: 'legitimate-interest' },
];

const defaults = { channel, load: 0, dialogueIn: 0, dialogueOut: 0, verified: true } as const;

export const signals: readonly SignalDeclaration[] = [
  {
    id: 'conference.attended',
    title: 'Event attended',
    unit: 'hour',
    direction: 'mutual',
    signed: false,
    maxAmount: 8,
    defaults: { ...defaults, weight: 4, halfLifeDays: 180, load: 2, dialogueIn: 1, dialogueOut: 1 },
  },
  {
    id: 'conference.spoke',
    title: 'Spoke for us',
    unit: 'talk',
    direction: 'in',
    signed: false,
    maxAmount: 1,
    defaults: { ...defaults, weight: 40, halfLifeDays: 365, dialogueIn: 5, dialogueOut: 2 },
  },
  {
    id: 'conference.registered',
    title: 'Registered for an event',
    unit: 'registration',
    direction: 'in',
    signed: false,
    maxAmount: 1,
    dailyCap: 2,
    defaults: { ...defaults, weight: 2, halfLifeDays: 60, dialogueIn: 0.2 },
  },
  // Hours of a session are hours of attendance too: only the choice of our session is added, whatever its length.
  {
    id: 'conference.session_attended',
    title: 'Session attended',
    unit: 'whole session',
    direction: 'in',
    signed: false,
    maxAmount: 1,
    dailyCap: 3,
    defaults: { ...defaults, weight: 4, halfLifeDays: 180, dialogueIn: 0.3 },
  },
  {
    id: 'conference.booth_visited',
    title: 'Booth visited',
    unit: '15 min',
    direction: 'mutual',
    signed: false,
    maxAmount: 2,
    dailyCap: 3,
    defaults: { ...defaults, weight: 6, halfLifeDays: 90, load: 1, dialogueIn: 1, dialogueOut: 1 },
  },
  {
    id: 'conference.badge_scanned',
    title: 'Badge scanned',
    unit: 'scan',
    direction: 'in',
    signed: false,
    maxAmount: 1,
    dailyCap: 1,
    defaults: { ...defaults, weight: 1, halfLifeDays: 60, dialogueIn: 0.1 },
  },
  {
    id: 'conference.business_card_given',
    title: 'Business card given',
    unit: 'card',
    direction: 'in',
    signed: false,
    maxAmount: 1,
    dailyCap: 1,
    defaults: { ...defaults, weight: 6, halfLifeDays: 180, dialogueIn: 0.5 },
  },
];

/** A unit of attendance is an hour. What a speaker is paid is a value transfer and stands in the ledger. */
export const costs: readonly CostDeclaration[] = [
  { eventType: 'conference.attended', currency: 'EUR', fixed: 200_00, perMinute: 0, perUnit: 35_00 },
];
