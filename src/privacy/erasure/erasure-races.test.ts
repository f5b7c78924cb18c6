import { EventEmitter, once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { DomainApi } from '../../../test/helpers/domain-api';
import { mutationDoor } from '../../../test/helpers/intake-fixture';
import { asItems, dump, markedRecords, openWithNotes } from '../../../test/helpers/marked-person';
import { developmentPrincipal } from '../../auth';
import type { Writer } from '../../sdk';
import { accessJobs, requestAccess } from '../access/collect';
import { sectionsOf } from '../access/sections';
import { privacyKeys } from '../keys/privacy-keys';
import { erasePerson } from './erase';

const marker = 'race9marker';
const at = new Date('2026-11-21T12:00:00Z');
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

  const taking = Array.from({ length: 24 }, (_, index) =>
    api.ingest.take(asItems(note(index, index % 2 === 0 ? 'BRAVO' : 'NOBODY'), ...markedRecords(marker)), mutationDoor),
  );
  const erasing = erasePerson(services, {
    customerId,
    ground: 'request',
    requestedBy: 'test',
    at,
  });
  const receipts = await Promise.all(taking);
  await erasing;

  const last = receipts.at(-1)?.outcomes.map(({ code }) => code);
  expect(last).toContain('ERASED');
  expect((await dump(api.database)).filter((row) => row.includes(marker))).toEqual([]);
}, 60_000);

it('an erasure beside the collection of a copy for somebody else leaves nothing of the person in it', async () => {
  const tied = 'race8marker';
  const { outcomes } = await api.ingest.take(asItems(other, ...markedRecords(tied)), mutationDoor);
  const [otherId, customerId] = outcomes.map((outcome) => outcome.customerId as number);
  const { registry } = api.kernel;
  const keys = privacyKeys('a secret of the tests, long enough');
  const services = { database: api.database, registry, privacyKeys: () => keys };
  const accessId = await requestAccess(services, { customerId: otherId as number, requestedBy: 'test', at });
  const [job] = accessJobs(services);
  const about = { principal: developmentPrincipal, now: at, payload: { accessId }, log: () => undefined };
  const collect = (paused: (writer: Writer) => Writer = (writer) => writer) =>
    api.database.transaction(async (writer) => job?.run({ writer: paused(writer), ...about }));
  const ties = sectionsOf(registry).findIndex(({ title }) => title === 'Affiliations');
  for (let part = 0; part < ties; part += 1) await collect();

  const steps = new EventEmitter();
  const [isRead, mayKeep] = [once(steps, 'read'), once(steps, 'keep')];
  // The person has been read, and what was read is about to be kept.
  const collecting = collect(({ query, execute }) => ({
    query,
    execute: async (statement) => {
      if (statement.text.includes('insert into core.subject_access_section')) {
        steps.emit('read');
        await mayKeep;
      }
      return execute(statement);
    },
  }));
  await isRead;
  const erasing = erasePerson(services, {
    customerId: customerId as number,
    ground: 'request',
    requestedBy: 'test',
    at,
  });
  await Promise.race([erasing, untilOneWaits()]);
  steps.emit('keep');
  await Promise.all([collecting, erasing]);
  expect((await dump(api.database)).filter((row) => row.includes(tied))).toEqual([]);
}, 60_000);

async function untilOneWaits(): Promise<void> {
  const text = `select from pg_stat_activity where wait_event = 'advisory' and datname = current_database()`;
  while ((await api.database.reader().query({ text })).length === 0) await pause(10);
}
