import type { AdoptionDeclaration } from 'rapport/sdk';
import type { Reaction } from './details';

export const adoption: readonly AdoptionDeclaration[] = [
  { evidence: 'rep.brand_discussed', title: 'Brand discussed in a held visit', stage: 1, points: 2, confirming: true },
  { evidence: 'rep.question_asked', title: 'Asked about dosing or mechanism', stage: 2, points: 2, confirming: true },
  { evidence: 'rep.explained_back', title: 'Explained it back', stage: 2, points: 2, confirming: true },
  { evidence: 'rep.sample_requested', title: 'Sample requested', stage: 3, points: 1.5, confirming: false },
  { evidence: 'rep.intent_stated', title: 'Stated intent', stage: 3, points: 3, confirming: true },
  { evidence: 'rep.trial_requested', title: 'Requested a trial or listing', stage: 3, points: 3, confirming: true },
  { evidence: 'rep.use_started', title: 'Started use', stage: 3, points: 4, confirming: true },
  { evidence: 'rep.recommended', title: 'Recommended informally', stage: 4, points: 1.5, confirming: false },
  { evidence: 'rep.colleague_referred', title: 'Referred a colleague', stage: 4, points: 4, confirming: true },
  { evidence: 'rep.disagreement_stated', title: 'Stated disagreement', stage: 3, points: -3, confirming: false },
  { evidence: 'rep.switched_away', title: 'Switched away', stage: 3, points: -4, confirming: false },
];

export const evidenceOfReaction: Readonly<Record<Reaction, string>> = {
  explained_back: 'rep.explained_back',
  intent_stated: 'rep.intent_stated',
  trial_requested: 'rep.trial_requested',
  use_started: 'rep.use_started',
  recommended: 'rep.recommended',
  colleague_referred: 'rep.colleague_referred',
  disagreed: 'rep.disagreement_stated',
  switched_away: 'rep.switched_away',
};

/** Kinds of questions that show that the customer is learning how to use the brand. */
export const learningQuestions: readonly unknown[] = ['dosing', 'mechanism'];
