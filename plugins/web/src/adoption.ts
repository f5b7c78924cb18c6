import type { AdoptionDeclaration } from 'rapport/sdk';

export const adoption: readonly AdoptionDeclaration[] = [
  { evidence: 'web.page_view', title: 'Looked at a page of the brand', stage: 1, points: 0.5, confirming: false },
  { evidence: 'web.webinar_registered', title: 'Registered for a web seminar', stage: 1, points: 1, confirming: false },
  { evidence: 'web.elearning_passed', title: 'Passed a quiz on the brand', stage: 2, points: 3, confirming: true },
  {
    evidence: 'web.webinar_attended',
    title: 'Followed more than half of a web seminar',
    stage: 2,
    points: 1.5,
    confirming: false,
  },
  {
    evidence: 'web.video_watched',
    title: 'Watched more than half of a video',
    stage: 2,
    points: 1.5,
    confirming: false,
  },
  { evidence: 'web.download', title: 'Downloaded a label or study', stage: 2, points: 1, confirming: false },
];
