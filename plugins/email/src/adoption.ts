import type { AdoptionDeclaration } from 'rapport/sdk';

export const adoption: readonly AdoptionDeclaration[] = [
  { evidence: 'email.opened', title: 'Opened a mail about the brand', stage: 1, points: 0.5, confirming: false },
  { evidence: 'email.clicked', title: 'Followed a link about the brand', stage: 1, points: 0.5, confirming: false },
];
