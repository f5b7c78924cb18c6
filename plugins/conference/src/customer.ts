import {
  countOf,
  DateTime,
  distinct,
  Field,
  type FieldContribution,
  Float,
  Int,
  latestOf,
  ObjectType,
  summary,
  sumOf,
  within,
} from 'rapport/sdk';

@ObjectType({ description: 'What this customer does at events.' })
export class ConferenceCustomer {
  @Field(() => Int, { description: 'Registrations.' })
  registrations!: number;

  @Field(() => Int, { description: 'Different events attended.' })
  eventsAttended!: number;

  @Field(() => Int, { description: 'Days attended in the last 365 days.' })
  daysAttendedLastYear!: number;

  @Field(() => Float, { description: 'Hours of all days attended whose length is known.' })
  hoursAttended!: number;

  @Field(() => Int, { description: 'Sessions of ours attended.' })
  sessionsAttended!: number;

  @Field(() => Int, { description: 'Visits to our booths.' })
  boothVisits!: number;

  @Field(() => Int, { description: 'Badges scanned.' })
  badgesScanned!: number;

  @Field(() => Int, { description: 'Business cards given to us.' })
  businessCards!: number;

  @Field(() => Int, { description: 'Talks given for us or about our brands.' })
  talksGiven!: number;

  @Field(() => DateTime, { nullable: true, description: 'Last day attended.' })
  lastAttendedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last talk given.' })
  lastSpokeAt!: Date | null;
}

export const customerField: FieldContribution = {
  on: 'Customer',
  name: 'conference',
  description: 'Figures of congresses and events for this customer.',
  type: () => ConferenceCustomer,
  source: summary({
    registrations: countOf('conference.registered'),
    eventsAttended: distinct('event', countOf('conference.attended')),
    daysAttendedLastYear: within(365, countOf('conference.attended')),
    hoursAttended: sumOf('conference.attended', 'hours'),
    sessionsAttended: countOf('conference.session_attended'),
    boothVisits: countOf('conference.booth_visited'),
    badgesScanned: countOf('conference.badge_scanned'),
    businessCards: countOf('conference.business_card_given'),
    talksGiven: countOf('conference.spoke'),
    lastAttendedAt: latestOf('conference.attended'),
    lastSpokeAt: latestOf('conference.spoke'),
  }),
};
