import { parseJson, type WebHookAdapter } from 'rapport/sdk';
import { malformed, toItem } from '../intake/to-item';
import type { EmailOptions } from '../options';
import { readSendgridEvent } from './read-event';
import { sendgridSignature } from './signature';

/** `POST /intake/email/sendgrid`: the signed event web hook of SendGrid. */
export function sendgridAdapter(options: EmailOptions): WebHookAdapter {
  return {
    id: 'sendgrid',
    title: 'SendGrid event web hook',
    // An event never changes at the service: another body under a known key is a forgery or a fault, not a correction.
    repeats: 'conflict',
    verify: sendgridSignature(options.sendgrid),
    *read({ body }) {
      const events = parseJson(body.toString('utf8'));
      if (!Array.isArray(events)) {
        yield { rejected: malformed('The body is no JSON array of events.'), position: { line: 1 } };
        return;
      }
      for (const [index, event] of events.entries()) yield toItem(readSendgridEvent(event), index + 1, event, options);
    },
  };
}
