import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import type { DomainApi } from '../../../test/helpers/domain-api';
import { mutationDoor } from '../../../test/helpers/intake-fixture';
import { asItems, markedRecords, openWithNotes } from '../../../test/helpers/marked-person';
import { developmentPrincipal } from '../../auth';
import { type JobRunner, startJobs } from '../../jobs';
import { fixedClock } from '../../shared/clock';
import { decodeIntegerId, encodeGlobalId } from '../../shared/global-id';
import { collectAccess } from './collect';

let api: DomainApi;
let runner: JobRunner;
let customerId = 0;
const marker = '<b>kx4</b>"&marker';
beforeAll(async () => {
  api = await openWithNotes();
  await api.ask('mutation { upsertBrand(input: { source: "s", code: "BRAVO", name: "Bravo" }) { status } }');
  const other = { kind: 'customer', source: 'plain', sourceKey: 'other', customerKind: 'organization' };
  await api.ingest.take(
    asItems({ ...other, organizationName: 'Other', identifiers: [{ system: 'crm', value: 'other' }] }),
    mutationDoor,
  );
  const { outcomes } = await api.ingest.take(asItems(...markedRecords(marker)), mutationDoor);
  customerId = outcomes[0]?.customerId as number;
  await api.ingest.take(
    [{ rejected: { code: 'ROW_UNREADABLE', reason: 'cut' }, position: { line: 1, raw: `x;${marker}` } }],
    mutationDoor,
  );
  await api.database.transaction((writer) =>
    writer.execute({ text: `insert into plugin_note.drawer values ($1, 1, $2)`, values: [customerId, 'a paper'] }),
  );
  runner = await startJobs({
    database: api.database,
    registry: api.kernel.registry,
    health: { report: (_plugin, { message }) => void console.error(message) },
    clock: fixedClock('2026-11-21T12:00:00Z'),
    log: pino({ level: 'silent' }),
  });
});
afterAll(async () => {
  await runner.stop();
  await api.close();
});

const follow = async (id: string) => {
  const { data, errors } = await api.ask(
    'query ($id: ID!) { subjectAccess(id: $id) { state sectionsDone sections report page } }',
    { id },
  );
  expect(errors).toEqual([]);
  return data.subjectAccess;
};

async function finished(id: string) {
  for (let round = 0; round < 1200; round += 1) {
    const access = await follow(id);
    if (access.state === 'FINISHED') return access;
    await pause(25);
  }
  throw new Error('The copy was not finished within thirty seconds');
}

const copies = async () => (await api.database.reader().query({ text: 'select from core.subject_access' })).length;

describe('a copy for a person', () => {
  it('is collected by a job from core, queues and plugins, with sources', async () => {
    const { data, errors } = await api.ask(
      `mutation ($id: ID!) { requestSubjectAccess(input: { customerId: $id }) { access { id state sections report } } }`,
      { id: encodeGlobalId('Customer', customerId) },
    );
    expect(errors).toEqual([]);
    const { id, sections, ...begun } = data.requestSubjectAccess.access;
    expect(begun).toEqual({ state: 'COLLECTING', report: null });

    const { report, page, sectionsDone } = await finished(id);

    expect(sectionsDone).toBe(sections);
    const count = Object.fromEntries(
      report.sections.map(({ title, content }: { title: string; content: unknown }) => [
        title,
        Array.isArray(content) ? content.length : content,
      ]),
    );
    expect(count).toMatchObject({
      ...{ 'The person': 1, Identifiers: 3, Licences: 1, Contacts: 2, Money: 2, 'Requests and needs': 1, Consents: 1 },
      ...{
        Affiliations: 2,
        'Relationships with us': 1,
        'Tables of the plugin note': { drawer: [{ id: 1, paper: 'a paper' }] },
      },
    });
    const queues = report.sections.find(({ contributor }: { contributor: string }) => contributor === 'queues').content;
    expect(queues.filter((row: { code?: string }) => row.code === 'ROW_UNREADABLE')).toHaveLength(1);
    expect(report.sources).toEqual([`${marker}-src`]);
    expect(page).toContain('&lt;b&gt;kx4&lt;/b&gt;&quot;&amp;marker');
    expect(page).not.toContain('<b>');
    const { data: audit } = await api.ask(
      'query ($id: ID!) { readAudit(customerId: $id) { subject operation requestId } }',
      { id: encodeGlobalId('Customer', customerId) },
    );
    expect(audit.readAudit).toEqual([
      {
        ...{ subject: 'job:core.subject-access', requestId: id },
        operation: 'collects a copy that development asked for',
      },
    ]);
  }, 60_000);

  it('holds nothing of anybody else', async () => {
    const { rows } = {
      rows: await api.database
        .reader()
        .query<{ content: string }>({ text: 'select content::text from core.subject_access_section' }),
    };
    expect(rows.filter(({ content }) => content.includes('"organization_name": "Other"'))).toEqual([]);
  });

  it('goes with the person', async () => {
    expect(await copies()).toBe(1);
    const { errors } = await api.ask(
      'mutation ($id: ID!) { eraseCustomer(input: { customerId: $id, ground: REQUEST }) { erasure { id } } }',
      { id: encodeGlobalId('Customer', customerId) },
    );
    expect(errors).toEqual([]);
    const left = await api.database.reader().query({ text: 'select from core.subject_access_section' });
    expect(left).toEqual([]);
  });

  it('is kept for thirty days', async () => {
    const job = api.kernel.registry.jobs.get('core.purge-subject-access')?.value;
    const services = { database: api.database, registry: api.kernel.registry };
    const { data } = await api.ask('{ customerByIdentifier(system: "crm", value: "other") { id } }');
    const about = decodeIntegerId(data.customerByIdentifier.id, 'Customer');
    await collectAccess(services, { customerId: about, requestedBy: 'test', at: new Date('2026-11-21T12:00:00Z') });
    const count = async (now: string) => {
      await api.database.transaction(async (writer) =>
        job?.run({ writer, principal: developmentPrincipal, now: new Date(now), payload: {}, log: () => undefined }),
      );
      return copies();
    };
    expect(await count('2026-12-20T12:00:00Z')).toBe(1);
    expect(await count('2026-12-22T12:00:00Z')).toBe(0);
  });
});
