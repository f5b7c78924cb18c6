import type { MeasureDeclaration } from 'rapport/sdk';

export const measures: readonly MeasureDeclaration[] = [
  { id: 'web.page_views', title: 'Pages viewed', unit: 'view', types: ['web.page_view'] },
  { id: 'web.downloads', title: 'Files downloaded', unit: 'file', types: ['web.download'] },
  { id: 'web.enquiries', title: 'Enquiries sent', unit: 'enquiry', types: ['web.enquiry'] },
  { id: 'web.searches', title: 'Searches', unit: 'search', types: ['web.search'] },
  {
    id: 'web.videos_watched',
    title: 'Videos watched, in whole videos',
    unit: 'whole video',
    types: ['web.video_watched'],
    path: 'share',
  },
  { id: 'web.courses_passed', title: 'Courses passed', unit: 'course', types: ['web.elearning_passed'] },
  { id: 'web.webinars_attended', title: 'Web seminars attended', unit: 'seminar', types: ['web.webinar_attended'] },
];
