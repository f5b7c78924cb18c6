import { registerEnumType } from 'rapport/sdk';

/** GraphQL value -> the word kept in `details`. */
export const ConferenceSpeakerRoleEnum = {
  SPEAKER: 'speaker',
  FACULTY: 'faculty',
  CHAIR: 'chair',
  PANELLIST: 'panellist',
  POSTER: 'poster',
} as const;
registerEnumType(ConferenceSpeakerRoleEnum, {
  name: 'ConferenceSpeakerRole',
  description: 'In which role somebody spoke.',
  valuesConfig: {
    SPEAKER: { description: 'Gave a talk.' },
    FACULTY: { description: 'Taught in a programme.' },
    CHAIR: { description: 'Chaired a session.' },
    PANELLIST: { description: 'Took part in a panel.' },
    POSTER: { description: 'Presented a poster.' },
  },
});

export const ConferenceScanPlaceEnum = {
  ENTRANCE: 'entrance',
  SESSION: 'session',
  BOOTH: 'booth',
  OTHER: 'other',
} as const;
registerEnumType(ConferenceScanPlaceEnum, {
  name: 'ConferenceScanPlace',
  description: 'Where a badge was scanned.',
  valuesConfig: {
    ENTRANCE: { description: 'At the entrance of the event.' },
    SESSION: { description: 'At the door of a session.' },
    BOOTH: { description: 'At a booth.' },
    OTHER: { description: 'Elsewhere.' },
  },
});
