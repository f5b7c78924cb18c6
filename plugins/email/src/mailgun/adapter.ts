import { asObject, parseJson, type WebHookAdapter } from 'rapport/sdk';
import { toItem } from '../intake/to-item';
import type { EmailOptions } from '../options';
import { readMailgunEvent } from './read-event';
import { mailgunSignature } from './signature';

/** `POST /intake/email/mailgun`: the web hooks of Mailgun, one event each. */
export function mailgunAdapter(options: EmailOptions): WebHookAdapter {
  return {
    id: 'mailgun',
    title: 'Mailgun web hooks',
    // An event never changes at the service: another body under a known key is a forgery or a fault, not a correction.
    repeats: 'conflict',
    verify: mailgunSignature(options.mailgun),
    read: ({ body }) => {
      const event = asObject(parseJson(body.toString('utf8')))['event-data'];
      return [toItem(readMailgunEvent(event), 1, event ?? null, options)];
    },
  };
}
