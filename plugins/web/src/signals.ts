import type { ChannelDeclaration, SignalDeclaration } from 'rapport/sdk';

const channel = 'web';

export const channels: readonly ChannelDeclaration[] = [{ id: channel, title: 'Web', depth: 0.6, kappa: 20 }];

/** The customer comes to us: nothing here loads them or costs us a touch. */
const inbound = { direction: 'in', signed: false, maxAmount: 1 } as const;
const defaults = { channel, load: 0, dialogueOut: 0, verified: true } as const;

export const signals: readonly SignalDeclaration[] = [
  {
    ...inbound,
    id: 'web.page_view',
    title: 'Page viewed',
    unit: 'view',
    dailyCap: 5,
    defaults: { ...defaults, weight: 1, halfLifeDays: 30, dialogueIn: 0.05 },
  },
  {
    ...inbound,
    id: 'web.download',
    title: 'File downloaded',
    unit: 'file',
    defaults: { ...defaults, weight: 5, halfLifeDays: 60, dialogueIn: 0.3 },
  },
  {
    ...inbound,
    id: 'web.enquiry',
    title: 'Enquiry sent',
    unit: 'enquiry',
    defaults: { ...defaults, weight: 15, halfLifeDays: 180, dialogueIn: 2 },
  },
  {
    ...inbound,
    id: 'web.video_watched',
    title: 'Video watched',
    unit: 'whole video',
    dailyCap: 3,
    defaults: { ...defaults, weight: 4, halfLifeDays: 60, dialogueIn: 0.2 },
  },
  {
    ...inbound,
    id: 'web.elearning_passed',
    title: 'Course passed',
    unit: 'course',
    dailyCap: 2,
    defaults: { ...defaults, weight: 15, halfLifeDays: 180, dialogueIn: 0.5 },
  },
  {
    ...inbound,
    id: 'web.search',
    title: 'Site searched',
    unit: 'search',
    dailyCap: 3,
    defaults: { ...defaults, weight: 1.5, halfLifeDays: 30, dialogueIn: 0.1 },
  },
  {
    ...inbound,
    id: 'web.webinar_registered',
    title: 'Web seminar registered for',
    unit: 'registration',
    dailyCap: 2,
    defaults: { ...defaults, weight: 3, halfLifeDays: 60, dialogueIn: 0.2 },
  },
  {
    ...inbound,
    id: 'web.webinar_attended',
    title: 'Web seminar attended',
    unit: 'whole seminar',
    defaults: { ...defaults, weight: 10, halfLifeDays: 90, dialogueIn: 0.5 },
  },
];
