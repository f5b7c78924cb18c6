import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { asNumber, RapportError, type WebHookRequest } from 'rapport/sdk';
import { checkReplayWindow } from '../intake/replay-window';
import type { EmailOptions } from '../options';

const signatureHeader = 'x-twilio-email-event-webhook-signature';
const timestampHeader = 'x-twilio-email-event-webhook-timestamp';

/**
 * Makes the check of SendGrid's signed event web hook: ECDSA over SHA-256 of time stamp and raw body, signature in base64 (DER).
 *
 * @throws RapportError NOT_CONFIGURED from the check when there is no key, and at once when the key cannot be read
 */
export function sendgridSignature(options: EmailOptions['sendgrid']): (request: WebHookRequest) => void {
  const key = options.publicKey === undefined ? undefined : readKey(options.publicKey);
  return ({ headers, body, receivedAt }) => {
    if (key === undefined) {
      throw new RapportError('NOT_CONFIGURED', 'The email plugin has no option sendgrid.publicKey to verify with.');
    }
    const [signature, timestamp] = [headers[signatureHeader], headers[timestampHeader]];
    if (signature === undefined || timestamp === undefined)
      throw invalid(`lacks ${signatureHeader} or ${timestampHeader}`);
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    if (!verify('sha256', signed, key, Buffer.from(signature, 'base64'))) throw invalid('has a wrong signature');
    checkReplayWindow(asNumber(timestamp), receivedAt, options.replayWindowMinutes);
  };
}

function readKey(text: string): KeyObject {
  try {
    const key = text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    if (key.asymmetricKeyType === 'ec') return key;
  } catch (error) {
    throw new RapportError('CONFIG_INVALID', unreadable, {}, { cause: error });
  }
  throw new RapportError('CONFIG_INVALID', unreadable);
}

const unreadable = 'Option sendgrid.publicKey of the email plugin is no ECDSA public key in base64 or PEM.';

function invalid(why: string): RapportError {
  return new RapportError('SIGNATURE_INVALID', `The request ${why}.`);
}
