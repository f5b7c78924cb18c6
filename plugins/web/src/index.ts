import { definePlugin } from 'rapport/sdk';
import { accessLogImporter } from './access-log/importer';
import { adoption } from './adoption';
import { customerField, WebCustomer } from './customer';
import { interactionTypes } from './interaction-types';
import { measures } from './measures';
import { optionsSchema, type WebOptions } from './options';
import { score, scoreBatch } from './score';
import { segmentAdapter } from './segment/adapter';
import { channels, signals } from './signals';

export { samples } from './samples';

export default definePlugin<WebOptions>({
  id: 'web',
  version: '0.1.0',
  title: 'Web',
  description: 'What customers do on our web sites, from tracking libraries and access logs.',
  engine: '^0.1.0',
  options: optionsSchema,
  contribute: (options) => ({
    channels,
    interactions: interactionTypes,
    types: [WebCustomer],
    fields: [customerField],
    signals,
    score,
    scoreBatch,
    adoption,
    webHooks: [segmentAdapter(options)],
    importers: [accessLogImporter(options)],
    measures,
  }),
});
