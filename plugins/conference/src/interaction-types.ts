import type { InteractionType } from 'rapport/sdk';
import {
  attendanceDetails,
  badgeDetails,
  boothDetails,
  businessCardDetails,
  registrationDetails,
  sessionDetails,
  talkDetails,
} from './details';
import {
  ConferenceAttendance,
  ConferenceBadgeScan,
  ConferenceBoothVisit,
  ConferenceBusinessCard,
  ConferenceRegistration,
  ConferenceSession,
  ConferenceTalk,
} from './interactions';
import { samples } from './samples';

const kinds = [
  {
    id: 'conference.registered',
    title: 'Registered for an event',
    direction: 'in',
    graphql: ConferenceRegistration,
    details: registrationDetails,
  },
  {
    id: 'conference.attended',
    title: 'Event attended',
    direction: 'mutual',
    graphql: ConferenceAttendance,
    details: attendanceDetails,
  },
  {
    id: 'conference.session_attended',
    title: 'Session attended',
    direction: 'in',
    graphql: ConferenceSession,
    details: sessionDetails,
  },
  {
    id: 'conference.booth_visited',
    title: 'Booth visited',
    direction: 'mutual',
    graphql: ConferenceBoothVisit,
    details: boothDetails,
  },
  {
    id: 'conference.badge_scanned',
    title: 'Badge scanned',
    direction: 'in',
    graphql: ConferenceBadgeScan,
    details: badgeDetails,
  },
  {
    id: 'conference.business_card_given',
    title: 'Business card given',
    direction: 'in',
    graphql: ConferenceBusinessCard,
    details: businessCardDetails,
  },
  { id: 'conference.spoke', title: 'Spoke for us', direction: 'in', graphql: ConferenceTalk, details: talkDetails },
] as const;

export const interactionTypes: readonly InteractionType[] = kinds.map((kind) => ({
  ...kind,
  channel: 'conference',
  samples: samples[kind.id],
}));
