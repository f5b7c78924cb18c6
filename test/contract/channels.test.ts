import type { Receipt } from '../../src/ingest';
import { loadPlugins } from '../../src/kernel';
import type { IntakeItem, IntakeRecord } from '../../src/sdk';
import { platformDirectory } from '../../src/shared/platform';
import {
  channelPlugins,
  fileItems,
  hookItems,
  mailgunRequest,
  segmentRequest,
  sendgridRequest,
} from '../helpers/channel-requests';
import { type DomainApi, domainNow, openDomain } from '../helpers/domain-api';

const npi = '1234567893';
const address = 'ada@example.org';
const daysAgo = (days: number) => new Date(Date.parse(domainNow) - days * 86_400_000);
const secondsAgo = (days: number) => daysAgo(days).getTime() / 1000;

const customer = (name: string, ...identifiers: readonly { system: string; value: string }[]): IntakeRecord => ({
  kind: 'customer',
  source: 'master',
  sourceKey: name,
  customerKind: 'professional',
  identifiers,
  name: { family: name },
});
const items = (...records: readonly IntakeRecord[]): readonly IntakeItem[] =>
  records.map((record, index) => ({ record, position: { line: index + 1 } }));

let api: DomainApi;
const doors = { hook: 'conflict', import: 'correct' } as const;
const take = (door: keyof typeof doors, given: readonly IntakeItem[]): Promise<Receipt> =>
  api.ingest.take(given, { id: door, repeats: doors[door], snapshots: 'now' });
const statuses = ({ outcomes }: Receipt) => outcomes.map(({ status, code }) => code ?? status);

beforeAll(async () => {
  const { plugins, faults } = await loadPlugins(channelPlugins, { workingDirectory: process.cwd(), platformDirectory });
  expect(faults).toEqual([]);
  api = await openDomain(plugins);
  await take(
    'import',
    items(
      { kind: 'brand', source: 'master', sourceKey: 'b1', code: 'CARDIVANE', name: 'Cardivane' },
      { kind: 'brand', source: 'master', sourceKey: 'b2', code: 'NEUROLIS', name: 'Neurolis' },
      { kind: 'teamMember', source: 'master', sourceKey: 't1', code: 'ANNA', name: 'Anna', role: 'representative' },
      customer('Example', { system: 'us-npi', value: npi }, { system: 'email', value: address }),
      customer('Golden', { system: 'crm', value: 'golden' }),
    ),
  );
});
afterAll(() => api.close());

describe('what the channels take in', () => {
  const calls = [
    'call_id,status,date,npi,rep,brand,call_type,minutes,brands,samples_left,samples_requested,question,question_kind,question_answered',
    `C-1,held,2026-11-02 09:30,${npi},ANNA,CARDIVANE,face_to_face,20,NEUROLIS:intent_stated,CARD-10:2,CARD-10:5,Which dose?,dosing,no`,
    `C-2,declined,2026-11-03,${npi},ANNA,,,,,,,,,`,
  ].join('\n');

  it('is accepted from a file of call reports, and changes nothing when read again', async () => {
    const read = () => fileItems(api.kernel, 'rep.call-reports', calls, { 'time-zone': 'Europe/Berlin' });
    const first = await take('import', await read());
    expect(first.counts).toMatchObject({ accepted: 6, rejected: 0, waiting: 0 });
    expect(await take('import', await read())).toMatchObject({ counts: { repeated: 6, accepted: 0 } });
  });

  it('is taken back where a corrected row of a file no longer speaks of it', async () => {
    const row = `C-1,held,2026-11-02 09:30,${npi},ANNA,CARDIVANE,face_to_face,20,NEUROLIS:intent_stated,CARD-10:2,CARD-10:5,Which dose?,dosing,no`;
    const answered = calls.replace(row, row.replace('CARD-10:2,CARD-10:5', 'CARD-10:2,').replace(/no$/, 'yes'));
    const read = (text: string) => fileItems(api.kernel, 'rep.call-reports', text, { 'time-zone': 'Europe/Berlin' });
    const stands = () =>
      api.database.reader().query({
        text: `select source_key as key, 'contact' as what from core.interaction
          where source = 'rep.call-reports' and source_key like 'C-1%' and retracted_at is null
          union all select source_key, 'need' from core.need where source_key like 'C-1%' and withdrawn_at is null order by 1, 2`,
      });
    const before = await stands();
    await take('import', await read(answered));
    expect(await stands()).toEqual([
      { key: 'C-1', what: 'contact' },
      { key: 'C-1/left/CARD-10', what: 'contact' },
      { key: 'C-1/question', what: 'contact' },
    ]);
    await take('import', await read(calls));
    expect(await stands()).toEqual(before);
    expect(before).toHaveLength(5);
  });

  it('is accepted from lists of attendees and badge scans', async () => {
    const attendees = `registration_id,event,status,email,registered_on,date,hours,role,sessions,brand\nR-7,Congress,attended,${address},2026-05-02,2026-08-28,6,Speaker,Renal,CARDIVANE\n`;
    expect((await take('import', await fileItems(api.kernel, 'conference.attendees', attendees))).counts).toMatchObject(
      {
        accepted: 4,
      },
    );
    const scan = { scanId: 'S', event: 'Congress', scannedAt: '2026-08-28T09:15:00+02:00', attendee: { npi } };
    const scans = ['booth', 'entrance', 'business_card'].map((kind) => ({ ...scan, scanId: kind, station: { kind } }));
    expect(
      (await take('import', await fileItems(api.kernel, 'conference.badge-scans', JSON.stringify(scans)))).counts,
    ).toMatchObject({ accepted: 3 });
  });

  it('is accepted from SendGrid and Mailgun; machines are kept apart, and an opt-out closes the channel', async () => {
    const event = (name: string, days: number, more: object = {}) => ({
      email: address,
      event: name,
      timestamp: secondsAgo(days),
      sg_event_id: `e-${name}-${days}`,
      sg_message_id: 'm1.filter0001',
      brand: 'CARDIVANE',
      ...more,
    });
    const events = [
      event('processed', 12),
      event('delivered', 11.9),
      event('deferred', 11.95),
      event('open', 11, { useragent: 'Mozilla/5.0', sg_machine_open: true }),
      event('open', 10, { useragent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }),
      event('click', 10, { url: 'https://www.example.com/renal' }),
      event('bounce', 9, { type: 'bounce', status: '5.1.1' }),
    ];
    const post = async () =>
      statuses(await take('hook', hookItems(api.kernel, 'email/sendgrid', sendgridRequest(events))));
    const kept = ['accepted', 'accepted', 'NOT_A_CONTACT', 'MACHINE_OPEN_FILTERED', 'accepted', 'accepted', 'accepted'];
    expect(await post()).toEqual(kept);
    expect((await post()).filter((status) => status === 'accepted')).toEqual([]);
    const keptAside = await api.database.reader().query({ text: 'select code from core.intake_set_aside' });
    expect(keptAside).not.toContainEqual({ code: 'NOT_A_CONTACT' });
    const optOut = { event: 'unsubscribed', id: 'u-1', timestamp: secondsAgo(2), recipient: address.toUpperCase() };
    expect(statuses(await take('hook', hookItems(api.kernel, 'email/mailgun', mailgunRequest(optOut, 't'))))).toEqual([
      'accepted',
    ]);
  });

  it('waits for a visitor of the web until an identify call says who it is', async () => {
    const at = daysAgo(3).toISOString();
    const message = { anonymousId: 'anon-1', timestamp: at };
    const visits = [
      { ...message, type: 'page', messageId: 'p1', properties: { path: '/cardivane/dosing', title: 'Dosing' } },
      { ...message, type: 'track', messageId: 't1', event: 'Enquiry Sent', properties: { topic: 'Dosing' } },
      {
        ...message,
        type: 'track',
        messageId: 't2',
        event: 'Course Passed',
        properties: { course: 'Renal', brand: 'CARDIVANE' },
      },
    ];
    const post = (batch: readonly object[]) =>
      take('hook', hookItems(api.kernel, 'web/segment', segmentRequest(batch)));
    expect(new Set(statuses(await post(visits)))).toEqual(new Set(['CUSTOMER_UNKNOWN']));
    const identify = { ...message, type: 'identify', messageId: 'i1', traits: { email: address } };
    expect(statuses(await post([identify]))).toEqual(['accepted']);
    const found = await api.database.reader().query({
      text: `select count(*)::int as contacts from core.interaction where source_key like any(array['p1%', 't1%', 't2%'])`,
    });
    expect(found).toEqual([{ contacts: 3 }]);
    expect((await api.ingest.resubmit({ limit: 10 })).outcomes).toEqual([]);
  });
});

describe('what the channels show of a customer', () => {
  const query = `query ($value: String!) {
    customerByIdentifier(system: "us-npi", value: $value) {
      closedChannels { channel }
      rep { visitsHeld remoteCallsHeld conversationsLast90Days minutes visitsDeclined declineRate questionsAsked samplesRequested samplesLeft materialsShown lastConversationAt lastQuestionAt lastDeclinedAt }
      email { sent sentLast30Days delivered opened openings clicked clicks replied openRate clickRate bounced hardBounces unsubscribed markedAsSpam lastSentAt lastOpenedAt lastClickedAt lastRepliedAt lastOptOutAt lastResubscribedAt }
      web { pageViews pageViewsLast30Days downloads enquiries searches videosWatched coursesPassed webinarsRegistered webinarsAttended lastSeenAt lastEnquiryAt }
      conference { registrations eventsAttended daysAttendedLastYear hoursAttended sessionsAttended boothVisits badgesScanned businessCards talksGiven lastAttendedAt lastSpokeAt }
      needs(first: 10) { nodes { topic } }
      timeline(first: 50) { nodes {
        type filteredReason
        ... on RepVisit { minutes callType brands { code reaction } samplesLeft { product quantity } }
        ... on RepQuestion { question questionKind answered }
        ... on RepSampleRequest { product quantity }
        ... on EmailFailure { failure status }
        ... on EmailClick { url }
        ... on EmailPreference { scope group }
        ... on WebPageView { path title }
        ... on WebElearning { course score }
        ... on ConferenceAttendance { event hours }
        ... on ConferenceTalk { event speakerRole }
      } }
    }
  }`;

  it('is one field per channel with its figures, and one timeline with each type’s own fields', async () => {
    const { data, errors } = await api.ask(query, { value: npi });
    expect(errors).toEqual([]);
    const { customerByIdentifier: found } = data;
    expect(found.closedChannels).toEqual([{ channel: 'email' }]);
    expect(found.rep).toMatchObject({
      visitsHeld: 1,
      conversationsLast90Days: 1,
      minutes: 20,
      visitsDeclined: 1,
      declineRate: 0.5,
      samplesRequested: 5,
      samplesLeft: 2,
      lastConversationAt: '2026-11-02T08:30:00.000Z',
    });
    expect(found.email).toMatchObject({
      sent: 1,
      opened: 1,
      openings: 1,
      clicked: 1,
      openRate: 1,
      hardBounces: 1,
      unsubscribed: 1,
    });
    expect(found.web).toMatchObject({ pageViews: 1, pageViewsLast30Days: 1, enquiries: 1, coursesPassed: 1 });
    expect(found.conference).toMatchObject({ eventsAttended: 1, hoursAttended: 6, boothVisits: 1, talksGiven: 1 });
    expect(found.needs.nodes.map(({ topic }: { topic: string }) => topic).sort()).toEqual(['Dosing', 'dosing']);
    const shown = new Map(found.timeline.nodes.map((node: { type: string }) => [node.type, node]));
    expect(shown.get('rep.visit_held')).toMatchObject({
      minutes: 20,
      callType: 'FACE_TO_FACE',
      brands: [{ code: 'NEUROLIS', reaction: 'INTENT_STATED' }],
      samplesLeft: [{ product: 'CARD-10', quantity: 2 }],
    });
    expect(shown.get('rep.question_asked')).toMatchObject({ questionKind: 'DOSING', answered: false });
    expect(shown.get('email.bounced')).toMatchObject({ failure: 'HARD', status: '5.1.1' });
    expect(shown.get('conference.spoke')).toMatchObject({ event: 'Congress', speakerRole: 'SPEAKER' });
    expect(shown.size).toBe(21);
  });
});

describe('permission for a channel', () => {
  it('follows opt-outs and opt-ins by their type, whichever door they come through', async () => {
    const record = (type: string, days: number): IntakeRecord => ({
      kind: 'interaction',
      source: 'preference-centre',
      sourceKey: type,
      type,
      customer: [{ system: 'us-npi', value: npi }],
      occurredAt: daysAgo(days).toISOString(),
      details: { scope: 'all' },
    });
    const closed = async () => {
      const { data } = await api.ask(
        `{ customerByIdentifier(system: "us-npi", value: "${npi}") { closedChannels { channel } } }`,
      );
      return data.customerByIdentifier.closedChannels;
    };
    await take('import', items(record('email.resubscribed', 1)));
    expect(await closed()).toEqual([]);
    await take('import', items(record('email.marked_as_spam', 0.5)));
    expect(await closed()).toEqual([{ channel: 'email' }]);
  });
});

describe('what the channels are worth', () => {
  const contacts: readonly [string, number, Readonly<Record<string, unknown>>, number?][] = [
    ['conference.attended', 200, { event: 'Congress', hours: 6 }],
    ['email.sent', 150, {}],
    ['email.opened', 149, {}],
    ['email.clicked', 149, { url: 'https://www.example.com/' }],
    ['rep.visit_held', 120, { callType: 'face_to_face', minutes: 20 }],
    ['rep.question_asked', 120, { question: '?', kind: 'other' }],
    ['web.page_view', 60, { path: '/' }, 7],
    ['web.download', 60, { file: 'a.pdf' }],
    ['email.sent', 45, {}],
    ['rep.visit_held', 30, { callType: 'face_to_face', minutes: 40 }],
    ['web.enquiry', 20, { topic: 'Dosing' }],
    ['email.sent', 10, {}],
    ['email.opened', 9, {}],
    ['rep.visit_declined', 5, {}],
  ];

  it('is the engagement of the specification’s golden customer, with its parts by channel', async () => {
    const records = contacts.map(
      ([type, age, details, count = 1], index): IntakeRecord => ({
        kind: 'interaction',
        source: 'golden',
        sourceKey: `e${index}`,
        type,
        customer: [{ system: 'crm', value: 'golden' }],
        occurredAt: daysAgo(age).toISOString(),
        count,
        details,
      }),
    );
    expect((await take('import', items(...records))).counts).toMatchObject({ accepted: records.length });
    const { data } = await api.ask(`{ customerByIdentifier(system: "crm", value: "golden") {
      relationshipValue { components { id value contributions(by: PLUGIN) { label value } } }
      timeline(first: 20, types: ["conference.attended", "rep.visit_held"]) { nodes { touchCost { minorUnits } } }
    } }`);
    const { relationshipValue, timeline } = data.customerByIdentifier;
    const [engagement] = relationshipValue.components;
    expect(engagement.value).toBeCloseTo(63.715074, 5);
    const parts: readonly { label: string; value: number }[] = engagement.contributions;
    expect(parts.map(({ label }) => label).sort()).toEqual(['Conferences', 'E-mail', 'Field representatives', 'Web']);
    expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(engagement.value, 9);
    const costs = timeline.nodes.map(({ touchCost }: { touchCost: { minorUnits: number } }) => touchCost.minorUnits);
    expect(costs).toEqual([110_00 + 40 * 1_20, 110_00 + 20 * 1_20, 200_00 + 6 * 35_00]);
  });
});
