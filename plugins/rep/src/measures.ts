import type { MeasureDeclaration } from 'rapport/sdk';

const conversations = ['rep.visit_held', 'rep.remote_call_held'];

export const measures: readonly MeasureDeclaration[] = [
  { id: 'rep.conversations', title: 'Conversations held', unit: 'conversation', types: conversations },
  { id: 'rep.minutes', title: 'Minutes of conversation', unit: 'minute', types: conversations, path: 'minutes' },
  { id: 'rep.visits_declined', title: 'Visits declined', unit: 'visit', types: ['rep.visit_declined'] },
  { id: 'rep.questions', title: 'Questions asked', unit: 'question', types: ['rep.question_asked'] },
  {
    id: 'rep.samples_requested',
    title: 'Samples requested',
    unit: 'pack',
    types: ['rep.sample_requested'],
    path: 'quantity',
  },
  { id: 'rep.samples_left', title: 'Samples left', unit: 'pack', types: ['rep.sample_left'], path: 'quantity' },
];
