import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { ContractSamples, WebHookSample } from 'rapport/testing';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const signingKey = 'a-signing-key-of-this-test';
const address = 'ada.example@example.org';
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const seconds = (at: Date): string => String(Math.floor(at.getTime() / 1000));

const sendgridEvent = (event: string, more: object = {}) => ({
  ...{ email: address, event, timestamp: 1_790_000_000, sg_event_id: `e-${event}`, sg_message_id: 'm1.filter0001' },
  ...{ brand: 'CARDIVANE', ...more },
});

const sendgrid: WebHookSample = {
  body: [
    sendgridEvent('processed'),
    sendgridEvent('open', { useragent: browser }),
    sendgridEvent('click', { useragent: browser, url: 'https://www.example.com/renal?token=1' }),
    sendgridEvent('bounce', { type: 'bounce', status: '5.1.1', reason: 'no such user' }),
    sendgridEvent('group_unsubscribe', { asm_group_id: 14_277 }),
    sendgridEvent('deferred'),
  ],
  sign: (body, at) => ({
    headers: {
      'x-twilio-email-event-webhook-timestamp': seconds(at),
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(seconds(at) + body), privateKey).toString(
        'base64',
      ),
    },
  }),
  records: 5,
};

const mailgun: WebHookSample = {
  body: {
    'event-data': {
      ...{ event: 'clicked', id: 'u-1', timestamp: 1_790_000_000.25, recipient: address, tags: ['renal-2026'] },
      ...{ url: 'https://www.example.com/renal', 'client-info': { 'user-agent': browser } },
      'user-variables': { brand: 'CARDIVANE', content: 'MAIL-7' },
    },
  },
  // Mailgun signs time stamp and token, and puts both into the body beside the signature.
  sign: (body, at) => {
    const token = createHmac('sha256', 'tokens').update(body).digest('hex');
    const signature = createHmac('sha256', signingKey)
      .update(seconds(at) + token)
      .digest('hex');
    const proof = { timestamp: seconds(at), token, signature };
    return { body: JSON.stringify({ signature: proof, ...(JSON.parse(body) as object) }) };
  },
  records: 1,
};

/** What the plugin is tried with, by its tests and by `rapport check-plugin`. */
export const samples: ContractSamples = {
  options: {
    sendgrid: { publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64') },
    mailgun: { signingKey },
  },
  webHooks: { sendgrid, mailgun },
};
