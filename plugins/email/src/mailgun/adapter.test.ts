import { createHmac } from 'node:crypto';
import type { InteractionRecord } from 'rapport/sdk';
import { interactionTypes } from '../interaction-types';
import { optionsSchema } from '../options';
import { request } from '../testing/request';
import { mailgunAdapter } from './adapter';

const signingKey = 'a-key-made-for-this-test';
const options = optionsSchema.parse({ mailgun: { signingKey } });
const now = new Date('2026-11-21T10:00:00Z');
const seconds = now.getTime() / 1000;

function hook(data: unknown, token = 'token-1', timestamp = String(seconds), key = signingKey) {
  const signature = createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex');
  return request({ signature: { timestamp, token, signature }, 'event-data': data }, {}, now);
}

function event(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    event: name,
    id: `id-${name}`,
    timestamp: 1790000000.25,
    'log-level': 'info',
    recipient: 'Ada@Example.org',
    message: {
      headers: {
        to: 'Ada <ada@example.org>',
        'message-id': '20260921141000.1.ABCDEF@mg.example.com',
        subject: 'Dosing',
      },
    },
    tags: ['renal-2026'],
    'user-variables': {},
    ...more,
  };
}

function recordOf(data: Record<string, unknown>): InteractionRecord {
  const [item] = [...mailgunAdapter(options).read(hook(data))];
  if (item === undefined || !('record' in item) || item.record.kind !== 'interaction') throw new Error('no record');
  return item.record;
}

describe('signature of Mailgun web hooks', () => {
  const refusal = (code: string) => expect.objectContaining({ code });

  it('accepts what was signed with the key, also when the same request is repeated', () => {
    const adapter = mailgunAdapter(options);
    expect(() => adapter.verify(hook(event('opened')))).not.toThrow();
    expect(() => adapter.verify(hook(event('opened')))).not.toThrow();
  });

  it('refuses a used token with another body, because the signature does not cover the body', () => {
    const adapter = mailgunAdapter(options);
    adapter.verify(hook(event('opened')));
    expect(() => adapter.verify(hook(event('clicked')))).toThrow(refusal('SIGNATURE_INVALID'));
    expect(() => adapter.verify(hook(event('clicked'), 'token-2'))).not.toThrow();
  });

  it('refuses another key, a missing signature, and time stamps outside the window', () => {
    const { verify } = mailgunAdapter(options);
    expect(() => verify(hook({}, 't', String(seconds), 'other'))).toThrow(refusal('SIGNATURE_INVALID'));
    expect(() => verify(hook({}, 't', String(seconds - 10 * 3600)))).toThrow(refusal('SIGNATURE_EXPIRED'));
    expect(() => verify(hook({}, 't', String(seconds + 3600)))).toThrow(refusal('SIGNATURE_EXPIRED'));
  });

  it('stays shut without a key and says so', () => {
    expect(() => mailgunAdapter(optionsSchema.parse({})).verify(hook({}))).toThrow(refusal('NOT_CONFIGURED'));
  });
});

describe('events of Mailgun', () => {
  const bounce = { severity: 'permanent', reason: 'bounce', 'delivery-status': { code: 550, message: 'no such user' } };
  it.each([
    ['accepted', {}, 'email.sent', { subject: 'Dosing', messageId: '20260921141000.1.ABCDEF@mg.example.com' }],
    ['delivered', {}, 'email.delivered', { campaign: 'renal-2026' }],
    ['opened', { 'client-info': { 'user-agent': 'Thunderbird' } }, 'email.opened', { userAgent: 'Thunderbird' }],
    ['clicked', { url: 'https://x.example/a?x=1' }, 'email.clicked', { url: 'https://x.example/a' }],
    ['failed', bounce, 'email.bounced', { kind: 'hard', reason: 'no such user', status: '550' }],
    ['failed', { severity: 'permanent', reason: 'generic' }, 'email.bounced', { kind: 'blocked' }],
    ['failed', { severity: 'permanent', reason: 'suppress-complaint' }, 'email.dropped', { kind: 'suppressed' }],
    ['rejected', { reject: { reason: 'Sandbox' } }, 'email.dropped', { reason: 'Sandbox' }],
    ['complained', {}, 'email.marked_as_spam', { scope: 'all' }],
    ['unsubscribed', {}, 'email.unsubscribed', { scope: 'all' }],
  ])('takes %s %j as %s', (name, more, type, details) => {
    const record = recordOf(event(name, more));
    expect(record).toMatchObject({
      source: 'mailgun',
      sourceKey: `id-${name}`,
      type,
      occurredAt: '2026-09-21T14:13:20.250Z',
      customer: [{ system: 'email', value: 'ada@example.org' }],
      details,
    });
    const schema = interactionTypes.find(({ id }) => id === type)?.details;
    expect(schema?.safeParse(record.details)).toMatchObject({ success: true });
  });

  it('sets temporary failures and stored messages aside', () => {
    for (const given of [event('failed', { severity: 'temporary' }), event('stored')]) {
      expect([...mailgunAdapter(options).read(hook(given))]).toEqual([
        { rejected: expect.objectContaining({ code: 'NOT_A_CONTACT', filtered: true }), position: { line: 1 } },
      ]);
    }
  });

  it('reads our codes and the customer from user variables', () => {
    const variables = { brand: 'CARDIVANE', content: 'MAIL-7', campaign: 'c', npi: '1234567893', actor: 'ANNA' };
    expect(recordOf(event('delivered', { 'user-variables': variables }))).toMatchObject({
      brand: 'CARDIVANE',
      content: 'MAIL-7',
      actor: 'ANNA',
      customer: [{ system: 'us-npi', value: '1234567893' }],
      details: { campaign: 'c' },
    });
  });

  it('filters what Mailgun calls a bot, and clicks seconds after the time in the message id', () => {
    const open = recordOf(event('opened', { 'client-info': { bot: 'apple', 'user-agent': 'Mozilla/5.0' } }));
    expect(open.filtered?.code).toBe('MACHINE_OPEN_FILTERED');
    const robot = recordOf(event('clicked', { url: 'https://x.example', 'client-info': { 'client-type': 'robot' } }));
    expect(robot.filtered?.code).toBe('BOT_FILTERED');
    const message = { headers: { 'message-id': '20260921141318.7.AB@mg.example.com' } };
    expect(recordOf(event('clicked', { url: 'https://x.example', message })).filtered?.reason).toMatch('2.25 s');
    expect(recordOf(event('clicked', { url: 'https://x.example' })).filtered).toBeUndefined();
  });
});
