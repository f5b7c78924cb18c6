import { definePlugin } from 'rapport/sdk';
import { adoption } from './adoption';
import { attendees } from './attendees/importer';
import { badgeScans } from './badge-scans/importer';
import { ConferenceCustomer, customerField } from './customer';
import { interactionTypes } from './interaction-types';
import { measures } from './measures';
import { score, scoreBatch } from './score';
import { channels, costs, signals } from './signals';

export { samples } from './samples';

export default definePlugin({
  id: 'conference',
  version: '0.1.0',
  title: 'Conferences',
  description: 'Registrations, attendance, booth visits, scanned badges and talks at congresses and events.',
  engine: '^0.1.0',
  contribute: () => ({
    channels,
    interactions: interactionTypes,
    types: [ConferenceCustomer],
    fields: [customerField],
    signals,
    costs,
    score,
    scoreBatch,
    adoption,
    importers: [attendees, badgeScans],
    measures,
  }),
});
