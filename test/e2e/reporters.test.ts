import type { Principal } from '../../src/sdk';
import { type DomainApi, openDomain } from '../helpers/domain-api';
import { call, customer, items, mutationDoor } from '../helpers/intake-fixture';

let api: DomainApi;
beforeAll(async () => {
  api = await openDomain();
  await api.ingest.take(items(customer('ana')), mutationDoor);
});
afterAll(() => api.close());

const rep = (subject: string, given: Partial<Principal> = {}): Principal => ({
  ...{ subject, name: subject, roles: ['rep'], reach: { territories: null } },
  ...given,
});
const ann = rep('ann');
const ben = rep('ben');

interface Reported {
  readonly minutes: number;
  readonly source?: string;
  readonly brand?: string;
}

/** Reports a call, and answers what became of it. */
async function report(
  principal: Principal | undefined,
  sourceKey: string,
  { minutes, source = 'calls', brand }: Reported,
) {
  const { data, errors } = await api.ask(
    `mutation ($input: RecordInteractionsInput!) { recordInteractions(input: $input) { recorded repeated corrected waiting
      outcomes { ... on InteractionRejected { problem { code } } } } }`,
    {
      input: {
        source,
        items: [
          {
            ...{ sourceKey, type: 'call.held', occurredAt: '2026-11-01T10:00:00Z', details: { minutes }, brand },
            customer: { identifiers: [{ system: 'crm', value: 'ana' }] },
          },
        ],
      },
    },
    principal,
  );
  if (errors[0] !== undefined) return errors[0].code;
  const { outcomes, ...counts } = data.recordInteractions;
  return outcomes[0].problem?.code ?? Object.keys(counts).find((name) => counts[name] === 1);
}

const minutesOf = async (sourceKey: string) => {
  const [row] = await api.database.reader().query<{ readonly minutes: number }>({
    text: `select (details ->> 'minutes')::int as minutes from core.interaction where source_key = $1 and retracted_at is null`,
    values: [sourceKey],
  });
  return row?.minutes;
};

const arrive = async (brand: string) => {
  const record = { kind: 'brand', source: 'master', sourceKey: brand, code: brand, name: brand } as const;
  await api.ingest.take(items(record), mutationDoor);
  await api.ingest.resubmit({ limit: 100 });
};

describe('whoever reports records', () => {
  it('corrects what it has reported itself', async () => {
    expect(await report(ann, 'own', { minutes: 5 })).toBe('recorded');
    expect(await report(ann, 'own', { minutes: 6 })).toBe('corrected');
    expect(await minutesOf('own')).toBe(6);
  });

  it('does not correct what others have reported: colleagues, systems and administrators', async () => {
    await report(ann, 'of-ann', { minutes: 5 });
    await api.ingest.take(items(call('of-a-system', 'ana', { details: { minutes: 5 } })), mutationDoor);
    await report(undefined, 'of-an-administrator', { minutes: 5 });
    for (const key of ['of-ann', 'of-a-system', 'of-an-administrator']) {
      expect(await report(ben, key, { minutes: 60 })).toBe('SOURCE_KEY_FOREIGN');
      expect(await minutesOf(key)).toBe(5);
    }
  });

  it('is told that a record has come before when it says the same', async () => {
    await report(ann, 'same', { minutes: 5 });
    expect(await report(ben, 'same', { minutes: 5 })).toBe('repeated');
  });

  it('is corrected by administrators and systems, and then not to correct them in turn', async () => {
    await report(ann, 'overruled', { minutes: 5 });
    expect(await report(undefined, 'overruled', { minutes: 7 })).toBe('corrected');
    expect(await report(ann, 'overruled', { minutes: 5 })).toBe('SOURCE_KEY_FOREIGN');
    expect(await minutesOf('overruled')).toBe(7);
  });

  it('does not take the place of what waits under the key of somebody else', async () => {
    await api.ingest.take(items(call('waits', 'ana', { details: { minutes: 5 }, brand: 'LATE' })), mutationDoor);
    expect(await report(ben, 'waits', { minutes: 60, brand: 'LATE' })).toBe('SOURCE_KEY_FOREIGN');
    expect(await report(ben, 'waits', { minutes: 60 })).toBe('SOURCE_KEY_FOREIGN');
    await arrive('LATE');
    expect(await minutesOf('waits')).toBe(5);
  });

  it('is still the reporter of what waited for something', async () => {
    expect(await report(ann, 'waited', { minutes: 5, brand: 'LATER' })).toBe('waiting');
    expect(await report(ben, 'waited', { minutes: 60, brand: 'LATER' })).toBe('SOURCE_KEY_FOREIGN');
    await arrive('LATER');
    expect(await minutesOf('waited')).toBe(5);
    expect(await report(ben, 'waited', { minutes: 60 })).toBe('SOURCE_KEY_FOREIGN');
    expect(await report(ann, 'waited', { minutes: 6 })).toBe('corrected');
  });

  it('corrects everything of the sources that its credentials name, and reports for no others', async () => {
    const desk = rep('desk', { sources: ['calls', 'desk:*'] });
    await report(ann, 'for-the-desk', { minutes: 5 });
    expect(await report(desk, 'for-the-desk', { minutes: 6 })).toBe('corrected');
    expect(await report(desk, 'new', { minutes: 6, source: 'desk:berlin' })).toBe('recorded');
    expect(await report(desk, 'new', { minutes: 6, source: 'crm' })).toBe('FORBIDDEN');
    expect(await report(rep('all', { sources: ['*'] }), 'for-the-desk', { minutes: 9 })).toBe('corrected');
    const bound = { ...rep('bound', { sources: ['calls'] }), roles: ['admin'] };
    expect(await report(bound, 'new', { minutes: 6, source: 'crm' })).toBe('FORBIDDEN');
  });

  it('of a plugin’s service corrects what that plugin’s sources have reported', async () => {
    const service: Principal = { subject: 'key:dialler', name: 'Dialler', roles: ['partner'], plugin: 'call' };
    await api.ingest.take(
      items(call('dialled', 'ana', { source: 'call:berlin', details: { minutes: 5 } })),
      mutationDoor,
    );
    expect(await report(service, 'dialled', { minutes: 6, source: 'call:berlin' })).toBe('corrected');
    expect(await report(service, 'of-a-system', { minutes: 6 })).toBe('FORBIDDEN');
  });
});
