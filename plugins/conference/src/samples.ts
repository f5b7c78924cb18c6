/** Valid details by interaction type: the examples of the README and the input of the kernel's checks. */
export const samples = {
  'conference.registered': [{ event: 'ESC 2026', role: 'attendee' }],
  'conference.attended': [{ event: 'ESC 2026', hours: 6 }, { event: 'ESC 2026' }],
  'conference.session_attended': [{ event: 'ESC 2026', session: 'Renal outcomes', minutes: 45 }],
  'conference.booth_visited': [
    { event: 'ESC 2026', booth: 'B12', minutes: 10, topics: ['dosing'], note: 'Asked for the study' },
    { event: 'ESC 2026' },
  ],
  'conference.badge_scanned': [{ event: 'ESC 2026', place: 'entrance' }],
  'conference.business_card_given': [{ event: 'ESC 2026', note: 'Wants a visit' }, {}],
  'conference.spoke': [{ event: 'ESC 2026', title: 'Renal outcomes', role: 'speaker', audience: 120 }, {}],
} as const;
