import { callPlugin } from '../../../test/helpers/call-plugin';
import { type DomainApi, openDomain } from '../../../test/helpers/domain-api';
import { items, mutationDoor } from '../../../test/helpers/intake-fixture';
import { definePlugin, Field, type IntakeRecord, Interaction, ObjectType, z } from '../../sdk';

@ObjectType({ implements: Interaction, description: 'A page that was watched.' })
class TrackSeen extends Interaction {
  @Field({ description: 'The page.' })
  page!: string;
}

/** Keeps its contacts only while the customer allows it. */
const trackPlugin = definePlugin({
  id: 'track',
  version: '1.0.0',
  title: 'Tracking',
  description: 'For tests.',
  engine: '^0.1.0',
  contribute: () => ({
    channels: [{ id: 'track', title: 'Track', depth: 1, kappa: 40, contactBasis: 'legitimate-interest' as const }],
    interactions: [
      {
        id: 'track.seen',
        title: 'Seen',
        channel: 'track',
        direction: 'in' as const,
        graphql: TrackSeen,
        legalBasis: { kind: 'consent' as const, purpose: 'analysis' as const },
        details: z.strictObject({ page: z.string() }),
        samples: [{ page: '/' }],
      },
    ],
  }),
});

const ana = [{ system: 'crm', value: 'ana' }];
const seen = (key: string, page: string, occurredAt = '2026-11-10T10:00:00Z'): IntakeRecord => ({
  kind: 'interaction',
  source: 'web',
  sourceKey: key,
  type: 'track.seen',
  customer: ana,
  occurredAt,
  details: { page },
});

describe('consent', () => {
  let api: DomainApi;
  beforeAll(async () => {
    api = await openDomain([callPlugin(), trackPlugin()]);
    await api.ask(`mutation {
      upsertBrand(input: { source: "s", code: "BRAVO", name: "Bravo" }) { status }
      upsertCustomer(input: { source: "s", sourceKey: "ana", kind: PROFESSIONAL,
        identifiers: [{ system: "crm", value: "ana" }], name: { family: "Ana" } }) { status } }`);
  });
  afterAll(() => api.close());

  const say = async (name: 'recordConsent' | 'withdrawConsent', sourceKey: string, more: object) => {
    const type = name === 'recordConsent' ? 'RecordConsentInput' : 'WithdrawConsentInput';
    const { data, errors } = await api.ask(
      `mutation ($input: ${type}!) { ${name}(input: $input) {
        status problem { code } consent { state channel purpose brand { code } proofHow wording validFrom } } }`,
      {
        input: {
          ...{
            source: 'forms',
            sourceKey,
            customer: { identifiers: ana },
            proof: { how: 'signed form', wording: 'v3' },
          },
          ...more,
        },
      },
    );
    expect(errors).toEqual([]);
    return data[name];
  };
  const ask = async (channel: string, purpose = 'CAMPAIGN', brand: string | null = null) => {
    const { data, errors } = await api.ask(
      `query ($channel: String!, $purpose: ContactPurpose!, $brand: String) { customerByIdentifier(system: "crm", value: "ana") {
        mayContact(channel: $channel, purpose: $purpose, brand: $brand) { allowed reasons { code words } } } }`,
      { channel, purpose, brand },
    );
    expect(errors).toEqual([]);
    const { allowed, reasons } = data.customerByIdentifier.mayContact;
    return [allowed, ...reasons.map(({ code }: { code: string }) => code)];
  };

  it('is needed for a campaign, but not where a channel declares a legitimate interest, nor for an answer', async () => {
    expect(await ask('call')).toEqual([false, 'CONSENT_MISSING']);
    expect(await ask('track')).toEqual([true, 'LEGITIMATE_INTEREST']);
    expect(await ask('call', 'SERVICE')).toEqual([true, 'ANSWER_TO_REQUEST']);
    expect(await ask('nothing')).toEqual([false, 'CHANNEL_UNKNOWN', 'CONSENT_MISSING']);
  });

  it('is recorded once with its proof, corrected by its source, and withdrawn at once', async () => {
    const grant = { channel: 'call', purpose: 'CAMPAIGN', brand: 'BRAVO', validFrom: '2026-11-01T00:00:00Z' };
    const first = await say('recordConsent', 'g1', grant);
    expect(first).toMatchObject({
      status: 'ACCEPTED',
      consent: { state: 'GRANTED', channel: 'call', brand: { code: 'BRAVO' }, proofHow: 'signed form', wording: 'v3' },
    });
    expect(await say('recordConsent', 'g1', grant)).toMatchObject({ status: 'REPEATED' });
    expect(await ask('call', 'CAMPAIGN', 'BRAVO')).toEqual([true, 'CONSENT_GRANTED']);
    expect(await ask('call')).toEqual([false, 'CONSENT_MISSING']);

    const corrected = await say('recordConsent', 'g1', { ...grant, validUntil: '2026-11-10T00:00:00Z' });
    expect(corrected).toMatchObject({ status: 'CORRECTED' });
    expect(await ask('call', 'CAMPAIGN', 'BRAVO')).toEqual([false, 'CONSENT_EXPIRED']);

    await say('recordConsent', 'g2', grant);
    await say('withdrawConsent', 'w1', { validFrom: '2026-11-15T00:00:00Z' });
    expect(await ask('call', 'CAMPAIGN', 'BRAVO')).toEqual([false, 'CONSENT_WITHDRAWN']);
    expect(await ask('track')).toEqual([false, 'CONSENT_WITHDRAWN']);
    const { data } = await api.ask(`{ customerByIdentifier(system: "crm", value: "ana") {
      counting: consents { nodes { state } } all: consents(retracted: true) { totalCount } } }`);
    expect(data.customerByIdentifier).toEqual({
      counting: { nodes: [{ state: 'WITHDRAWN' }, { state: 'GRANTED' }, { state: 'GRANTED' }] },
      all: { totalCount: 4 },
    });
  });

  it('cannot be changed in the database', async () => {
    await expect(
      api.database.transaction((writer) => writer.execute({ text: `update core.consent set state = 'granted'` })),
    ).rejects.toThrow('never changed');
  });

  it('waits like every record when its customer is unknown', async () => {
    const unknown = {
      customer: { identifiers: [{ system: 'crm', value: 'nobody' }] },
      validFrom: '2026-11-01T00:00:00Z',
    };
    expect(await say('recordConsent', 'u1', unknown)).toMatchObject({
      status: 'WAITING',
      problem: { code: 'CUSTOMER_UNKNOWN' },
    });
  });

  it('is withdrawn by the contact that closes a channel, until that contact is retracted', async () => {
    await say('recordConsent', 'g3', { channel: 'call', validFrom: '2026-11-16T00:00:00Z' });
    expect(await ask('call')).toEqual([true, 'CONSENT_GRANTED']);
    const { outcomes } = await api.ingest.take(
      items({
        ...{
          kind: 'interaction',
          source: 'calls',
          sourceKey: 'stop',
          type: 'call.refused',
          customer: ana,
          details: {},
        },
        ...{ occurredAt: '2026-11-20T00:00:00Z', channelPermission: 'close' },
      } as IntakeRecord),
      mutationDoor,
    );
    expect(await ask('call')).toEqual([false, 'CHANNEL_CLOSED', 'CONSENT_WITHDRAWN']);
    const { customerId = 0, subjectId = '' } = outcomes[0] ?? {};
    await api.ingest.retract({ customerId, interactionId: subjectId });
    expect(await ask('call')).toEqual([true, 'CONSENT_GRANTED']);
  });

  it('decides what the intake keeps: what it forbids is counted and explained, and nothing of its content is stored', async () => {
    const grant: IntakeRecord = {
      ...{ kind: 'consent', source: 'banner', sourceKey: 'c1', customer: ana, state: 'granted', channel: 'track' },
      ...{ purpose: 'analysis', proof: { how: 'banner' }, validFrom: '2026-11-17T00:00:00Z' },
    };
    const before = await api.ingest.take(items(seen('t1', '/secret-of-ana')), mutationDoor);
    const after = await api.ingest.take(
      items(seen('t2', '/secret-of-ana'), grant, seen('t3', '/kept', '2026-11-18T00:00:00Z')),
      mutationDoor,
    );
    expect(before.outcomes).toMatchObject([{ status: 'filtered', code: 'CONSENT_MISSING' }]);
    expect(after.outcomes.map(({ status }) => status)).toEqual(['filtered', 'accepted', 'accepted']);
    const kept = await api.database.reader().query<{ row: string }>({
      text: `select s::text as row from core.intake_set_aside s where code = 'CONSENT_MISSING'`,
    });
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/secret|t1|t2/);

    const again = await api.ingest.take(items(seen('t1', '/secret-of-ana', '2026-11-19T00:00:00Z')), mutationDoor);
    expect(again.outcomes).toMatchObject([{ status: 'accepted' }]);
  });
});
