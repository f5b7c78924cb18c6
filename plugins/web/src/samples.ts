/** Valid details by interaction type: the examples of the README and the input of the kernel's checks. */
export const samples = {
  'web.page_view': [
    {
      path: '/cardivane/dosing',
      title: 'Dosing',
      referrer: 'https://search.example/results',
      campaign: 'cardivane-renal-2026',
    },
    { path: '/' },
  ],
  'web.download': [{ path: '/cardivane/label.pdf', file: 'label.pdf', kind: 'label' }],
  'web.enquiry': [{ path: '/contact', topic: 'Dosing', message: 'Which dose above 75 years?' }],
  'web.video_watched': [{ title: 'Mechanism in three minutes', share: 0.8 }],
  'web.elearning_passed': [{ course: 'Renal impairment', score: 0.9 }, { course: 'Titration' }],
  'web.search': [{ query: 'cardivane renal', results: 7 }],
  'web.webinar_registered': [{ title: 'Renal outcomes 2026' }],
  'web.webinar_attended': [{ title: 'Renal outcomes 2026', share: 0.75 }],
} as const;
