import { generateKeyPairSync, sign } from 'node:crypto';
import type { IntakeItem, InteractionRecord } from 'rapport/sdk';
import { interactionTypes } from '../interaction-types';
import { optionsSchema } from '../options';
import { request } from '../testing/request';
import { sendgridAdapter } from './adapter';

const keys = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const adapter = sendgridAdapter(optionsSchema.parse({ sendgrid: { publicKey } }));
const now = new Date('2026-11-21T10:00:00Z');
const seconds = now.getTime() / 1000;

function signed(body: string, timestamp = String(seconds), key = keys.privateKey): ReturnType<typeof request> {
  const signature = sign('sha256', Buffer.from(timestamp + body), key).toString('base64');
  const headers = {
    'x-twilio-email-event-webhook-signature': signature,
    'x-twilio-email-event-webhook-timestamp': timestamp,
  };
  return request(body, headers, now);
}

function event(name: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    email: 'Ada.Example@Example.org',
    timestamp: 1790000000,
    'smtp-id': '<14c5d75ce93.dfd.64b469@ismtpd-555>',
    event: name,
    category: ['renal', 'dosing'],
    sg_event_id: `id-${name}`,
    sg_message_id: '14c5d75ce93.dfd.64b469.filter0001.16648.5515E0B88.0',
    ...more,
  };
}

const read = (events: unknown, given = adapter): readonly IntakeItem[] => [...given.read(request(events))];

function recordOf(given: Record<string, unknown>, from = adapter): InteractionRecord {
  const [item] = read([given], from);
  if (item === undefined || !('record' in item) || item.record.kind !== 'interaction') throw new Error('no record');
  return item.record;
}

describe('signature of the SendGrid event web hook', () => {
  const body = '[{"event":"open"}]\r\n';
  const refusal = (code: string) => expect.objectContaining({ code });

  it('accepts what was signed with the key, byte for byte', () => {
    expect(() => adapter.verify(signed(body))).not.toThrow();
  });

  it('reads the key as PEM too', () => {
    const pem = keys.publicKey.export({ format: 'pem', type: 'spki' }).toString();
    const other = sendgridAdapter(optionsSchema.parse({ sendgrid: { publicKey: pem } }));
    expect(() => other.verify(signed(body))).not.toThrow();
  });

  it('refuses another body, another key, another time stamp, and missing or unreadable headers', () => {
    const { headers } = signed(body);
    const stranger = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
    const bad = [
      request('[{"event":"click"}]', headers as Record<string, string>, now),
      signed(body, String(seconds), stranger),
      { ...signed(body), headers: { ...headers, 'x-twilio-email-event-webhook-timestamp': String(seconds + 1) } },
      { ...signed(body), headers: { ...headers, 'x-twilio-email-event-webhook-signature': 'AAAA' } },
      request(body, {}, now),
    ];
    for (const each of bad) expect(() => adapter.verify(each)).toThrow(refusal('SIGNATURE_INVALID'));
  });

  it('accepts a retry within a day and refuses older and future signatures', () => {
    expect(() => adapter.verify(signed(body, String(seconds - 24 * 3600)))).not.toThrow();
    expect(() => adapter.verify(signed(body, String(seconds - 26 * 3600)))).toThrow(refusal('SIGNATURE_EXPIRED'));
    expect(() => adapter.verify(signed(body, String(seconds + 3600)))).toThrow(refusal('SIGNATURE_EXPIRED'));
    expect(() => adapter.verify(signed(body, 'soon'))).toThrow(refusal('SIGNATURE_INVALID'));
  });

  it('stays shut without a key and says so, and refuses a key that is none at once', () => {
    expect(() => sendgridAdapter(optionsSchema.parse({})).verify(signed(body))).toThrow(refusal('NOT_CONFIGURED'));
    expect(() => sendgridAdapter(optionsSchema.parse({ sendgrid: { publicKey: 'x' } }))).toThrow(
      refusal('CONFIG_INVALID'),
    );
  });
});

describe('events of SendGrid', () => {
  it.each([
    ['processed', {}, 'email.sent', { messageId: '14c5d75ce93.dfd.64b469', categories: ['renal', 'dosing'] }],
    ['delivered', { response: '250 OK' }, 'email.delivered', { campaign: 'renal' }],
    ['open', { useragent: 'Thunderbird', ip: '192.0.2.1' }, 'email.opened', { userAgent: 'Thunderbird' }],
    ['click', { url: 'https://x.example/a?token=1#b' }, 'email.clicked', { url: 'https://x.example/a' }],
    [
      'bounce',
      { reason: '550 no user', status: '5.1.1', type: 'bounce' },
      'email.bounced',
      { kind: 'hard', status: '5.1.1' },
    ],
    ['bounce', { reason: 'busy', type: 'blocked' }, 'email.bounced', { kind: 'blocked', reason: 'busy' }],
    ['dropped', { reason: 'Bounced Address' }, 'email.dropped', { kind: 'suppressed', reason: 'Bounced Address' }],
    ['spamreport', {}, 'email.marked_as_spam', { scope: 'all' }],
    ['unsubscribe', {}, 'email.unsubscribed', { scope: 'all' }],
    ['group_unsubscribe', { asm_group_id: 14277 }, 'email.unsubscribed', { scope: 'group', group: '14277' }],
    ['group_resubscribe', { asm_group_id: 14277 }, 'email.resubscribed', { scope: 'group', group: '14277' }],
  ])('takes %s %j as %s', (name, more, type, details) => {
    const record = recordOf(event(name, more));
    expect(record).toMatchObject({
      source: 'sendgrid',
      sourceKey: `id-${name}`,
      type,
      occurredAt: '2026-09-21T14:13:20.000Z',
      customer: [{ system: 'email', value: 'ada.example@example.org' }],
      details,
    });
    const schema = interactionTypes.find(({ id }) => id === type)?.details;
    expect(schema?.safeParse(record.details)).toMatchObject({ success: true });
    expect(JSON.stringify(record)).not.toContain('192.0.2.1');
  });

  it('sets deferrals aside: nothing has happened to the customer yet', () => {
    expect(read([event('deferred')])).toEqual([
      { rejected: expect.objectContaining({ code: 'NOT_A_CONTACT', filtered: true }), position: { line: 1 } },
    ]);
  });

  it('reads our codes and the customer from custom arguments', () => {
    const custom = { brand: 'CARDIVANE', content: 'MAIL-7', campaign: 'renal-2026', npi: '1234567893' };
    expect(recordOf(event('click', { url: 'https://x.example', ...custom }))).toMatchObject({
      brand: 'CARDIVANE',
      content: 'MAIL-7',
      customer: [{ system: 'us-npi', value: '1234567893' }],
      details: { campaign: 'renal-2026' },
    });
  });

  it('marks machine openings and hasty clicks as filtered, and keeps them', () => {
    const machine = recordOf(event('open', { useragent: 'Mozilla/5.0', sg_machine_open: true }));
    expect(machine.filtered?.code).toBe('MACHINE_OPEN_FILTERED');
    const hasty = recordOf(event('click', { url: 'https://x.example', sent_at: 1789999998 }));
    expect(hasty.filtered?.code).toBe('BOT_FILTERED');
    expect(recordOf(event('open', { sg_machine_open: false, useragent: 'Thunderbird' })).filtered).toBeUndefined();
  });

  it('leaves the channel open on bounces unless told otherwise', () => {
    const strict = sendgridAdapter(optionsSchema.parse({ hardBounce: 'close' }));
    expect(recordOf(event('bounce')).channelPermission).toBeUndefined();
    expect(recordOf(event('bounce'), strict).channelPermission).toBe('close');
    expect(recordOf(event('bounce', { type: 'blocked' }), strict).channelPermission).toBeUndefined();
  });

  it('says what an unusable event lacks and keeps the rest of the batch', () => {
    const items = read([
      event('open', { sg_event_id: '' }),
      event('open', { timestamp: 'x' }),
      event('click'),
      event('open'),
    ]);
    expect(items.map((item) => ('rejected' in item ? item.rejected.code : 'record'))).toEqual([
      'RECORD_MALFORMED',
      'TIME_INVALID',
      'RECORD_MALFORMED',
      'record',
    ]);
  });
});
