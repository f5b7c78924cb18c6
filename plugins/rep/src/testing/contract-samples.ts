import type { ContractSamples } from 'rapport/testing';

const header =
  'call_id,status,date,time,npi,rep,brand,call_type,minutes,brands,samples_left,samples_requested,question,question_kind,question_answered';

/** What the plugin is tried with, by its tests and by `rapport check-plugin`. */
export const samples: ContractSamples = {
  importers: {
    'rep.call-reports': {
      text: [
        header,
        'C-1,held,2026-03-02,09:30,1234567893,ANNA,CARDIVANE,Face to face,20,NEUROLIS:intent_stated,CARDIVANE-10:2,NEUROLIS-5:1,Which dose?,dosing,no',
        'C-2,declined,2026-03-03,,1234567893,ANNA,,,,,,,,,',
        '',
      ].join('\n'),
      options: { 'time-zone': 'Europe/Berlin' },
      records: 6,
    },
  },
};
