/** Valid details by interaction type: the examples of the README and the input of the kernel's checks. */
export const samples = {
  'rep.visit_held': [
    {
      callType: 'face_to_face',
      minutes: 20,
      topics: ['dosing in renal impairment'],
      brands: [{ code: 'CARDIVANE', reaction: 'intent_stated' }, { code: 'NEUROLIS' }],
      materials: ['CARD-SLIDES-07'],
      samplesLeft: [{ product: 'CARDIVANE-10', quantity: 2 }],
      location: 'Practice',
    },
    { callType: 'meal', brands: [{ code: 'CARDIVANE' }], attendees: 4 },
  ],
  'rep.remote_call_held': [{ callType: 'video', minutes: 12, brands: [{ code: 'CARDIVANE', reaction: 'disagreed' }] }],
  'rep.visit_planned': [
    {
      plannedDay: '2026-12-01',
      plannedTime: '2026-12-01T09:30:00+01:00',
      callType: 'face_to_face',
      objective: 'New label',
    },
  ],
  'rep.visit_declined': [{ reason: 'no_time', note: 'Asked to come back after the congress' }, {}],
  'rep.question_asked': [{ question: 'Which dose above 75 years?', kind: 'dosing', answered: false }],
  'rep.sample_requested': [{ product: 'CARDIVANE-10', quantity: 5 }],
  'rep.sample_left': [{ product: 'CARDIVANE-10', quantity: 2, lot: 'A7731', receiptSigned: true }],
  'rep.material_shown': [{ title: 'Cardivane: dosing card', seconds: 95 }],
} as const;
