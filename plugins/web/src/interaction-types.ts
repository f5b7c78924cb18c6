import type { InteractionType } from 'rapport/sdk';
import {
  downloadDetails,
  elearningDetails,
  enquiryDetails,
  pageViewDetails,
  searchDetails,
  videoDetails,
  webinarAttendanceDetails,
  webinarRegistrationDetails,
} from './details';
import {
  WebDownload,
  WebElearning,
  WebEnquiry,
  WebPageView,
  WebSearch,
  WebVideo,
  WebWebinarAttendance,
  WebWebinarRegistration,
} from './interactions';
import { samples } from './samples';

const kinds = [
  { id: 'web.page_view', title: 'Page viewed', graphql: WebPageView, details: pageViewDetails },
  { id: 'web.download', title: 'File downloaded', graphql: WebDownload, details: downloadDetails },
  { id: 'web.enquiry', title: 'Enquiry sent', graphql: WebEnquiry, details: enquiryDetails },
  { id: 'web.video_watched', title: 'Video watched', graphql: WebVideo, details: videoDetails },
  { id: 'web.elearning_passed', title: 'Course passed', graphql: WebElearning, details: elearningDetails },
  { id: 'web.search', title: 'Site searched', graphql: WebSearch, details: searchDetails },
  {
    id: 'web.webinar_registered',
    title: 'Web seminar registered for',
    graphql: WebWebinarRegistration,
    details: webinarRegistrationDetails,
  },
  {
    id: 'web.webinar_attended',
    title: 'Web seminar attended',
    graphql: WebWebinarAttendance,
    details: webinarAttendanceDetails,
  },
] as const;

export const interactionTypes: readonly InteractionType[] = kinds.map((kind) => ({
  ...kind,
  channel: 'web',
  direction: 'in',
  samples: samples[kind.id],
}));
