import type { DomainApi } from '../../../test/helpers/domain-api';
import { mutationDoor } from '../../../test/helpers/intake-fixture';
import { asItems, dump, markedRecords, openWithNotes } from '../../../test/helpers/marked-person';
import { privacyKeys } from '../keys/privacy-keys';
import { erasePerson } from './erase';

const marker = 'race9marker';
let api: DomainApi;
beforeAll(async () => {
  api = await openWithNotes();
});
afterAll(() => api.close());

const other = {
  ...{ kind: 'customer', source: 'plain', sourceKey: 'other', customerKind: 'organization', organizationName: 'Other' },
  identifiers: [{ system: 'crm', value: 'other' }],
};
const note = (index: number, brand: string): object => ({
  ...{ kind: 'interaction', source: 'desk', sourceKey: `${marker}-${index}`, type: 'note.taken', brand },
  ...{ customer: [{ system: 'crm', value: marker }], occurredAt: '2026-11-03T10:00:00Z', details: { note: marker } },
});

it('an erasure beside an intake that goes on about the person leaves nothing of either', async () => {
  await api.ask('mutation { upsertBrand(input: { source: "s", code: "BRAVO", name: "Bravo" }) { status } }');
  await api.ingest.take(asItems(other), mutationDoor);
  const { outcomes } = await api.ingest.take(asItems(...markedRecords(marker)), mutationDoor);
  const customerId = outcomes[0]?.customerId as number;
  const keys = privacyKeys('a secret of the tests, long enough');
  const services = { database: api.database, registry: api.kernel.registry, privacyKeys: () => keys };

  const taking = Array.from({ length: 40 }, (_, index) =>
    api.ingest.take(asItems(note(index, index % 2 === 0 ? 'BRAVO' : 'NOBODY'), ...markedRecords(marker)), mutationDoor),
  );
  const erasing = erasePerson(services, {
    customerId,
    ground: 'request',
    requestedBy: 'test',
    at: new Date('2026-11-21T12:00:00Z'),
  });
  const receipts = await Promise.all(taking);
  await erasing;

  const last = receipts.at(-1)?.outcomes.map(({ code }) => code);
  expect(last).toContain('ERASED');
  expect((await dump(api.database)).filter((row) => row.includes(marker))).toEqual([]);
}, 60_000);
