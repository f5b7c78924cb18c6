import type { AdoptionDeclaration } from 'rapport/sdk';

export const adoption: readonly AdoptionDeclaration[] = [
  {
    evidence: 'conference.registered',
    title: 'Registered for an event on the brand',
    stage: 1,
    points: 1,
    confirming: false,
  },
  {
    evidence: 'conference.booth_visited',
    title: 'Talked about the brand at a booth',
    stage: 1,
    points: 1,
    confirming: false,
  },
  {
    evidence: 'conference.session_attended',
    title: 'Attended a session on the brand',
    stage: 1,
    points: 2,
    confirming: true,
  },
  { evidence: 'conference.spoke', title: 'Spoke for the brand', stage: 4, points: 4, confirming: true },
];
