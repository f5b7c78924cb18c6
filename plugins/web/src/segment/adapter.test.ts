import type { IntakeItem, InteractionRecord } from 'rapport/sdk';
import { interactionTypes } from '../interaction-types';
import { optionsSchema } from '../options';
import { request } from '../testing/request';
import { segmentAdapter } from './adapter';

const adapter = segmentAdapter(
  optionsSchema.parse({
    segment: { writeKeys: ['site-key-1', 'site-key-2'], events: { 'Dosing Tool Used': 'web.search' } },
    brandPaths: { '/cardivane': 'CARDIVANE' },
  }),
);

const read = (given: Parameters<typeof adapter.read>[0]) => [...adapter.read(given)];
const common = { messageId: 'm-1', anonymousId: 'anon-1', timestamp: '2026-11-21T09:59:00.000Z' };

function interaction(items: readonly IntakeItem[]): InteractionRecord {
  const [item] = items;
  if (item === undefined || !('record' in item) || item.record.kind !== 'interaction')
    throw new Error(JSON.stringify(items));
  const schema = interactionTypes.find(
    ({ id }) => item.record.kind === 'interaction' && id === item.record.type,
  )?.details;
  expect(schema?.safeParse(item.record.details)).toMatchObject({ success: true });
  return item.record;
}

const page = (body: Record<string, unknown>) => interaction(read(request('v1/page', { ...common, ...body })));
const track = (event: string, properties: unknown) => read(request('v1/t', { ...common, event, properties }));
const codes = (items: readonly IntakeItem[]) =>
  items.map((item) => ('rejected' in item ? item.rejected.code : item.record.kind));

describe('write key of the collector', () => {
  const basic = (user: string) => ({ authorization: `Basic ${Buffer.from(`${user}:`).toString('base64')}` });
  const refusal = (code: string) => expect.objectContaining({ code });

  it('is the user of basic authentication, or stands in the body', () => {
    expect(() => adapter.verify(request('v1/page', {}, basic('site-key-2')))).not.toThrow();
    expect(() => adapter.verify(request('v1/p', { writeKey: 'site-key-1' }))).not.toThrow();
  });

  it('is refused when it is another, missing or unreadable', () => {
    const bad = [
      request('v1/page', {}, basic('site-key-3')),
      request('v1/page', { writeKey: 'site-key-1' }, basic('wrong-key')),
      request('v1/page', { writeKey: ['site-key-1'] }),
      request('v1/page', 'junk', { authorization: 'Bearer site-key-1' }),
    ];
    for (const each of bad) expect(() => adapter.verify(each)).toThrow(refusal('SIGNATURE_INVALID'));
  });

  it('keeps the collector shut when none is configured', () => {
    const shut = segmentAdapter(optionsSchema.parse({}));
    expect(() => shut.verify(request('v1/page', { writeKey: '' }))).toThrow(refusal('NOT_CONFIGURED'));
  });
});

describe('calls of the collector', () => {
  it('takes page and screen as page views, without what may be personal in addresses', () => {
    const context = {
      page: { path: '/cardivane/dosing', referrer: 'https://s.example/?q=me' },
      campaign: { name: 'renal' },
    };
    expect(
      page({ context, properties: { title: 'Dosing', url: 'https://x.example/cardivane/dosing?e=a@b' } }),
    ).toMatchObject({
      source: 'segment',
      sourceKey: 'm-1',
      type: 'web.page_view',
      occurredAt: '2026-11-21T09:59:00.000Z',
      customer: [{ system: 'web-visitor', value: 'anon-1' }],
      brand: 'CARDIVANE',
      details: { path: '/cardivane/dosing', title: 'Dosing', referrer: 'https://s.example/', campaign: 'renal' },
    });
    expect(interaction(read(request('v1/screen', { ...common, name: 'Home' }))).details).toMatchObject({
      path: 'Home',
    });
  });

  it.each([
    [
      'Document Downloaded',
      { url: 'https://x.example/l/label.pdf', kind: 'label' },
      'web.download',
      { file: 'label.pdf', kind: 'label' },
    ],
    ['video_watched', { title: 'V', percent: 40 }, 'web.video_watched', { title: 'V', share: 0.4 }],
    ['Video Playback Completed', { title: 'V', position: 30, total_length: 120 }, 'web.video_watched', { share: 0.25 }],
    ['Course Passed', { course: 'C', score: 0.8, brand: 'B' }, 'web.elearning_passed', { course: 'C', score: 0.8 }],
    ['Site Searched', { query: 'renal', results: 4 }, 'web.search', { query: 'renal', results: 4 }],
    ['Webinar Registered', { name: 'W' }, 'web.webinar_registered', { title: 'W' }],
    ['Webinar Attended', { name: 'W', share: 7 }, 'web.webinar_attended', { title: 'W', share: 1 }],
    ['Dosing Tool Used', { query: 'renal' }, 'web.search', { query: 'renal' }],
  ])('takes the event %s %j as %s', (name, properties, type, details) => {
    expect(interaction(track(name, properties))).toMatchObject({ type, details });
  });

  it('makes an enquiry a request that waits for its answer', () => {
    const items = track('Enquiry Sent', { topic: 'Dosing', message: 'Which dose?' });
    expect(codes(items)).toEqual(['interaction', 'need']);
    expect(items[1]).toMatchObject({
      record: { need: 'request', topic: 'Dosing', text: 'Which dose?', sourceKey: 'm-1' },
    });
  });

  it('sets events without a type aside, and group calls', () => {
    expect(codes(track('Mouse Wiggled', {}))).toEqual(['NOT_A_CONTACT']);
    expect(codes(read(request('v1/group', { ...common, groupId: 'g' })))).toEqual(['NOT_A_CONTACT']);
  });

  it('lays an act to the person named, and to the browser only when nobody is', () => {
    const named = { userId: 'u-1', context: { traits: { email: 'Ada@Example.org', npi: '1234567893' } } };
    expect(page({ ...named, properties: { path: '/' } }).customer).toEqual([
      { system: 'us-npi', value: '1234567893' },
      { system: 'email', value: 'ada@example.org' },
      { system: 'web-user', value: 'u-1' },
    ]);
  });

  it('links browser and user name to the customer that an identify call names', () => {
    const identify = (body: Record<string, unknown>) => read(request('v1/i', { ...common, ...body }))[0];
    expect(identify({ userId: 'u-1', traits: { email: 'Ada@Example.org' } })).toMatchObject({
      record: {
        kind: 'identifier',
        sourceKey: 'm-1',
        customer: [{ system: 'email', value: 'ada@example.org' }],
        add: [
          { system: 'web-user', value: 'u-1' },
          { system: 'web-visitor', value: 'anon-1' },
        ],
      },
    });
    expect(identify({ userId: 'u-1' })).toMatchObject({
      record: { customer: [{ system: 'web-user', value: 'u-1' }], add: [{ system: 'web-visitor', value: 'anon-1' }] },
    });
    expect(identify({ traits: { name: 'Ada' } })).toMatchObject({ rejected: { code: 'NOT_A_CONTACT' } });
  });

  it('keeps visits of robots with the reason, and raises no request for them', () => {
    const context = { userAgent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' };
    expect(page({ properties: { path: '/' }, context }).filtered).toMatchObject({ code: 'BOT_FILTERED' });
    expect(codes(read(request('v1/track', { ...common, event: 'Enquiry Sent', context })))).toEqual(['interaction']);
  });
});

describe('times of the collector', () => {
  const at = (body: Record<string, unknown>) => page({ properties: { path: '/' }, ...body }).occurredAt;

  it('corrects a wrong clock by the distance between sending and arrival', () => {
    expect(at({ timestamp: '2026-11-21T12:59:00Z', sentAt: '2026-11-21T13:00:00Z' })).toBe('2026-11-21T09:59:00.000Z');
    expect(at({ originalTimestamp: '2026-11-21T08:00:00Z', timestamp: '2001-01-01T00:00:00Z' })).toBe(
      '2026-11-21T08:00:00Z',
    );
  });

  it('gives a message the same time when it is sent again a little later', () => {
    const times = ['09:59:59.100', '10:00:00.000', '09:59:45.000'].map((sent) => at({ sentAt: `2026-11-21T${sent}Z` }));
    expect(new Set(times).size).toBe(1);
  });

  it('takes imported history as it is, and the arrival when no time is given', () => {
    const message = { ...common, type: 'page', properties: { path: '/' }, timestamp: '2024-01-01T00:00:00Z' };
    const items = read(request('v1/import', { batch: [message], sentAt: '2020-01-01T00:00:00Z' }));
    expect(interaction(items).occurredAt).toBe('2024-01-01T00:00:00Z');
    expect(at({ timestamp: undefined })).toBe('2026-11-21T10:00:00.000Z');
  });

  it('never guesses a zone', () => {
    const items = read(request('v1/page', { ...common, timestamp: '2026-11-21T09:59:00', properties: { path: '/' } }));
    expect(codes(items)).toEqual(['TIME_ZONE_MISSING']);
  });
});

describe('batches of the collector', () => {
  it('reads each message, with the context beside the batch, and keeps going past a broken one', () => {
    const batch = [
      { ...common, type: 'page', messageId: 'a', properties: { path: '/a' } },
      null,
      { type: 'dance' },
      { ...common, type: 'track', messageId: 'b', event: 'Site Searched', properties: {} },
      { ...common, type: 'page', messageId: 'c', properties: { path: '/c' }, anonymousId: '' },
    ];
    const items = read(request('v1/batch', { batch, context: { campaign: { name: 'renal' } } }));
    const rejected = 'RECORD_MALFORMED';
    expect(codes(items)).toEqual(['interaction', rejected, rejected, rejected, rejected]);
    expect(interaction(items).details).toMatchObject({ campaign: 'renal' });
    expect(items.map(({ position }) => position.line)).toEqual([1, 2, 3, 4, 5]);
  });

  it('gives a message without an id a key of its content, whenever it is sent', () => {
    const key = (sentAt: string) => page({ messageId: undefined, sentAt, properties: { path: '/' } }).sourceKey;
    expect(key('2026-11-21T10:00:00Z')).toBe(key('2026-11-21T10:00:09Z'));
    expect(key('2026-11-21T10:00:00Z')).toMatch(/^sha256:/);
  });

  it.each([
    '',
    'x',
    '[]',
    'null',
    '{}',
    '{"batch":7}',
    '{"batch":[[]]}',
    '{"type":"page"}',
    '{"properties":{"path":{}}}',
  ])('answers %p on every path with rejections and never throws', (body) => {
    for (const path of ['', 'v1/page', 'v1/t', 'v1/identify', 'v1/batch', 'v1/import', 'v2/dance']) {
      for (const item of read(request(path, body))) expect('rejected' in item).toBe(true);
    }
  });
});
