import {
  countOf,
  DateTime,
  Field,
  type FieldContribution,
  Int,
  latestOf,
  ObjectType,
  summary,
  within,
} from 'rapport/sdk';
import { interactionTypes } from './interaction-types';

@ObjectType({ description: 'What the customer does on our web sites. Robots are left out.' })
export class WebCustomer {
  @Field(() => Int, { description: 'Pages viewed.' })
  pageViews!: number;

  @Field(() => Int, { description: 'Pages viewed in the last 30 days.' })
  pageViewsLast30Days!: number;

  @Field(() => Int, { description: 'Files downloaded.' })
  downloads!: number;

  @Field(() => Int, { description: 'Enquiries sent.' })
  enquiries!: number;

  @Field(() => Int, { description: 'Searches on our sites.' })
  searches!: number;

  @Field(() => Int, { description: 'Videos watched, in whole or in part.' })
  videosWatched!: number;

  @Field(() => Int, { description: 'Courses passed.' })
  coursesPassed!: number;

  @Field(() => Int, { description: 'Web seminars registered for.' })
  webinarsRegistered!: number;

  @Field(() => Int, { description: 'Web seminars attended.' })
  webinarsAttended!: number;

  @Field(() => DateTime, { nullable: true, description: 'Last time the customer was seen on our sites.' })
  lastSeenAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last enquiry.' })
  lastEnquiryAt!: Date | null;
}

export const customerField: FieldContribution = {
  on: 'Customer',
  name: 'web',
  description: 'Figures of our web sites for this customer.',
  type: () => WebCustomer,
  source: summary({
    pageViews: countOf('web.page_view'),
    pageViewsLast30Days: within(30, countOf('web.page_view')),
    downloads: countOf('web.download'),
    enquiries: countOf('web.enquiry'),
    searches: countOf('web.search'),
    videosWatched: countOf('web.video_watched'),
    coursesPassed: countOf('web.elearning_passed'),
    webinarsRegistered: countOf('web.webinar_registered'),
    webinarsAttended: countOf('web.webinar_attended'),
    lastSeenAt: latestOf(interactionTypes.map(({ id }) => id)),
    lastEnquiryAt: latestOf('web.enquiry'),
  }),
};
