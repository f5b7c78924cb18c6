import type { ChannelDeclaration, CostDeclaration, SignalDeclaration } from 'rapport/sdk';

const channel = 'email';

export const channels: readonly ChannelDeclaration[] = [{ id: channel, title: 'E-mail', depth: 0.5, kappa: 20 }];

/** All amounts are 1 per event; `count` and caps are the core's. */
const one = { signed: false, maxAmount: 1 } as const;
const quiet = { channel, load: 0, dialogueIn: 0, dialogueOut: 0, verified: true } as const;

export const signals: readonly SignalDeclaration[] = [
  {
    ...one,
    id: 'email.sent',
    title: 'Mail sent',
    unit: 'mail',
    direction: 'out',
    defaults: { ...quiet, weight: 0, halfLifeDays: 30, load: 1, dialogueOut: 0.5 },
  },
  // Scanners and proxies open mail by themselves, and not all of them are recognised: hence 2 points and a cap.
  {
    ...one,
    id: 'email.opened',
    title: 'Mail opened',
    unit: 'opening',
    direction: 'in',
    dailyCap: 2,
    defaults: { ...quiet, weight: 2, halfLifeDays: 30, dialogueIn: 0.1 },
  },
  {
    ...one,
    id: 'email.clicked',
    title: 'Link clicked',
    unit: 'click',
    direction: 'in',
    dailyCap: 3,
    defaults: { ...quiet, weight: 5, halfLifeDays: 60, dialogueIn: 0.5 },
  },
  {
    ...one,
    id: 'email.replied',
    title: 'Mail replied to',
    unit: 'reply',
    direction: 'in',
    defaults: { ...quiet, weight: 12, halfLifeDays: 90, dialogueIn: 2 },
  },
  {
    ...one,
    id: 'email.unsubscribed',
    title: 'Unsubscribed',
    unit: 'opt-out',
    direction: 'in',
    defaults: { ...quiet, weight: -25, halfLifeDays: 365 },
  },
  {
    ...one,
    id: 'email.resubscribed',
    title: 'Subscribed again',
    unit: 'opt-in',
    direction: 'in',
    dailyCap: 1,
    defaults: { ...quiet, weight: 10, halfLifeDays: 180, dialogueIn: 0.5 },
  },
  // A complaint is inbound dialogue and a negative signal at once.
  {
    ...one,
    id: 'email.marked_as_spam',
    title: 'Marked as spam',
    unit: 'complaint',
    direction: 'in',
    dailyCap: 1,
    defaults: { ...quiet, weight: -40, halfLifeDays: 365, dialogueIn: 1 },
  },
];

export const costs: readonly CostDeclaration[] = [
  { eventType: 'email.sent', currency: 'EUR', fixed: 35, perMinute: 0, perUnit: 0 },
];
