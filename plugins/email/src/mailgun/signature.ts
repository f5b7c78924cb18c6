import { createHmac } from 'node:crypto';
import { asNumber, asObject, asText, parseJson, RapportError, sameSecret, type WebHookRequest } from 'rapport/sdk';
import { checkReplayWindow } from '../intake/replay-window';
import type { EmailOptions } from '../options';
import { tokenMemory } from './token-memory';

/** Makes the check of Mailgun's web hooks: HMAC-SHA256 in hex over time stamp and token, carried in the body. */
export function mailgunSignature(options: EmailOptions['mailgun']): (request: WebHookRequest) => void {
  const tokens = tokenMemory();
  return ({ body, receivedAt }) => {
    if (options.signingKey === undefined) {
      throw new RapportError('NOT_CONFIGURED', 'The email plugin has no option mailgun.signingKey to verify with.');
    }
    const given = asObject(asObject(parseJson(body.toString('utf8'))).signature);
    const [timestamp, token, signature] = [asText(given.timestamp), asText(given.token), asText(given.signature)];
    if (timestamp === undefined || token === undefined || signature === undefined) {
      throw new RapportError('SIGNATURE_INVALID', 'The body lacks signature.timestamp, .token or .signature.');
    }
    const expected = createHmac('sha256', options.signingKey).update(`${timestamp}${token}`).digest('hex');
    if (!sameSecret(expected, signature.toLowerCase())) {
      throw new RapportError('SIGNATURE_INVALID', 'The request has a wrong signature.');
    }
    checkReplayWindow(asNumber(timestamp), receivedAt, options.replayWindowMinutes);
    if (!tokens.admits(token, body)) {
      throw new RapportError('SIGNATURE_INVALID', 'The signature was used before with another body.');
    }
  };
}
