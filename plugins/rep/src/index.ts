import { definePlugin } from 'rapport/sdk';
import { adoption } from './adoption';
import { callReports } from './call-reports/importer';
import { customerField, RepCustomer } from './customer';
import { interactionTypes } from './interaction-types';
import { measures } from './measures';
import { score, scoreBatch } from './score';
import { channels, costs, signals } from './signals';

export { samples } from './samples';

export default definePlugin({
  id: 'rep',
  version: '0.1.0',
  title: 'Field representatives',
  description: 'Visits, remote calls, questions and samples of our people in the field.',
  engine: '^0.1.0',
  contribute: () => ({
    channels,
    interactions: interactionTypes,
    types: [RepCustomer],
    fields: [customerField],
    signals,
    costs,
    score,
    scoreBatch,
    adoption,
    importers: [callReports],
    measures,
  }),
});
