import type { ContractSamples } from 'rapport/testing';

const scan = (kind: string, more: object = {}) => ({
  ...{ scanId: `S-${kind}`, event: 'Congress', scannedAt: '2026-08-28T09:15:00+02:00' },
  station: { kind, id: 'B12', title: 'Renal outcomes', brand: 'CARDIVANE' },
  attendee: { npi: '1234567893' },
  ...more,
});

/** What the plugin is tried with, by its tests and by `rapport check-plugin`. */
export const samples: ContractSamples = {
  importers: {
    'conference.attendees': {
      text: [
        'registration_id,event,status,npi,registered_on,date,hours,role,talk_title,sessions,brand,rep',
        'R-7,Congress,attended,1234567893,2026-05-02,2026-08-28 09:00,6.5,Speaker,Renal,Outcomes; Late breakers,CARDIVANE,ANNA',
        'R-8,Congress,No show,1234567893,2026-05-03,,,,,,,',
        '',
      ].join('\n'),
      options: { 'time-zone': 'Europe/Berlin' },
      records: 6,
    },
    'conference.badge-scans': {
      text: JSON.stringify([
        scan('booth', { minutes: 10, topics: ['dosing'] }),
        scan('session'),
        scan('business_card'),
      ]),
      name: 'scans.json',
      records: 3,
    },
  },
};
