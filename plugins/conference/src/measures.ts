import type { MeasureDeclaration } from 'rapport/sdk';

export const measures: readonly MeasureDeclaration[] = [
  { id: 'conference.registrations', title: 'Registrations', unit: 'registration', types: ['conference.registered'] },
  { id: 'conference.attendances', title: 'Days attended', unit: 'day', types: ['conference.attended'] },
  { id: 'conference.hours', title: 'Hours attended', unit: 'hour', types: ['conference.attended'], path: 'hours' },
  { id: 'conference.sessions', title: 'Sessions attended', unit: 'session', types: ['conference.session_attended'] },
  { id: 'conference.booth_visits', title: 'Booth visits', unit: 'visit', types: ['conference.booth_visited'] },
  {
    id: 'conference.contacts',
    title: 'Badges scanned and cards given',
    unit: 'contact',
    types: ['conference.badge_scanned', 'conference.business_card_given'],
  },
  { id: 'conference.talks', title: 'Talks given', unit: 'talk', types: ['conference.spoke'] },
];
