import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Kernel } from '../../src/kernel';
import type { IntakeItem, WebHookRequest } from '../../src/sdk';
import { domainNow } from './domain-api';

const sendgridKeys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const mailgunKey = 'a-signing-key-of-this-test';
const writeKey = 'a-write-key-of-this-test';
const receivedAt = new Date(domainNow);

/** The four channels as an installation configures them, with keys made for the test. */
export const channelPlugins = [
  { use: 'rapport-plugin-rep', options: {} },
  {
    use: 'rapport-plugin-email',
    options: {
      sendgrid: { publicKey: sendgridKeys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64') },
      mailgun: { signingKey: mailgunKey },
    },
  },
  {
    use: 'rapport-plugin-web',
    options: { segment: { writeKeys: [writeKey] }, brandPaths: { '/cardivane': 'CARDIVANE' } },
  },
  { use: 'rapport-plugin-conference', options: {} },
] as const;

/** A request with its signature, as the mail service sends it. */
export function sendgridRequest(events: readonly object[]): WebHookRequest {
  const body = JSON.stringify(events);
  const timestamp = String(receivedAt.getTime() / 1000);
  const signature = sign('sha256', Buffer.from(timestamp + body), sendgridKeys.privateKey).toString('base64');
  return request('', body, {
    'x-twilio-email-event-webhook-signature': signature,
    'x-twilio-email-event-webhook-timestamp': timestamp,
  });
}

export function mailgunRequest(event: object, token: string): WebHookRequest {
  const timestamp = String(receivedAt.getTime() / 1000);
  const signature = createHmac('sha256', mailgunKey)
    .update(timestamp + token)
    .digest('hex');
  return request('', JSON.stringify({ signature: { timestamp, token, signature }, 'event-data': event }), {});
}

export function segmentRequest(batch: readonly object[]): WebHookRequest {
  return request('v1/batch', JSON.stringify({ batch, writeKey }), {});
}

function request(path: string, body: string, headers: WebHookRequest['headers']): WebHookRequest {
  return { method: 'POST', path, headers, query: {}, body: Buffer.from(body), receivedAt };
}

/** What a web hook of a plugin makes of a request that it has verified. */
export function hookItems({ registry }: Kernel, hook: string, given: WebHookRequest): readonly IntakeItem[] {
  const adapter = registry.webHooks.get(hook)?.value;
  if (adapter === undefined) throw new Error(`There is no web hook ${hook}.`);
  adapter.verify(given);
  return [...adapter.read(given)];
}

/** What an importer makes of a file. */
export function fileItems(
  { registry }: Kernel,
  importer: string,
  text: string,
  options: Readonly<Record<string, string>> = {},
): Promise<readonly IntakeItem[]> {
  const found = registry.importers.get(importer)?.value;
  if (found === undefined) throw new Error(`There is no importer ${importer}.`);
  return Readable.from(found.read(Readable.from([Buffer.from(text)]), { name: 'file', options })).toArray();
}
