import { definePlugin } from 'rapport/sdk';
import { adoption } from './adoption';
import { customerField, EmailCustomer } from './customer';
import { interactionTypes } from './interaction-types';
import { mailgunAdapter } from './mailgun/adapter';
import { measures } from './measures';
import { type EmailOptions, optionsSchema } from './options';
import { score, scoreBatch } from './score';
import { sendgridAdapter } from './sendgrid/adapter';
import { channels, costs, signals } from './signals';

export { samples } from './samples';

export default definePlugin<EmailOptions>({
  id: 'email',
  version: '0.1.0',
  title: 'E-mail',
  description: 'What happens to our mail, as reported by the mail service.',
  engine: '^0.1.0',
  options: optionsSchema,
  contribute: (options) => ({
    channels,
    interactions: interactionTypes,
    types: [EmailCustomer],
    fields: [customerField],
    signals,
    costs,
    score,
    scoreBatch,
    adoption,
    webHooks: [sendgridAdapter(options), mailgunAdapter(options)],
    measures,
  }),
});
