import { randomUUID } from 'node:crypto';
import type { DomainApi } from '../../../test/helpers/domain-api';
import { mutationDoor } from '../../../test/helpers/intake-fixture';
import { asItems, dump, markedRecords, openWithNotes } from '../../../test/helpers/marked-person';
import { developmentPrincipal } from '../../auth';
import { decodeIntegerId, encodeGlobalId } from '../../shared/global-id';
import { collectAccess } from '../access/collect';
import { appendEntries } from '../audit/read-audit.store';

const marker = 'zq7vmarker';
let api: DomainApi;
beforeAll(async () => {
  api = await openWithNotes();
});
afterAll(() => api.close());

const other = (source = 'plain'): object => ({
  ...{ kind: 'customer', source, sourceKey: 'other', customerKind: 'organization', organizationName: 'Other' },
  identifiers: [{ system: 'crm', value: 'other' }],
});
const withMarker = async () => (await dump(api.database)).filter((row) => row.toLowerCase().includes(marker));
const execute = (text: string, ...values: readonly unknown[]) =>
  api.database.transaction((writer) => writer.execute({ text, values }));

/** Everything about the person, in every table that could hold it; answers the person's number. */
async function fill(): Promise<number> {
  await api.ask('mutation { upsertBrand(input: { source: "s", code: "BRAVO", name: "Bravo" }) { status } }');
  await api.ingest.take(asItems(other()), mutationDoor);
  const { outcomes } = await api.ingest.take(asItems(...markedRecords(marker)), mutationDoor);
  expect(outcomes.filter(({ status }) => status !== 'accepted').map(({ status }) => status)).toEqual(['filtered']);
  const customerId = outcomes[0]?.customerId as number;
  await correctAndSetAside();
  await execute(`update core.need set answered_at = now(), answer = $1, met = 1.0`, marker);
  await execute('insert into plugin_note.drawer values ($1, 1, $2)', customerId, marker);
  await execute(
    `insert into core.consistency_incident (customer_id, id, found_at, what, signal, subject, expected, found)
      values ($1, $2, now(), 'bucket', $3, $3, $3, $3)`,
    ...[customerId, randomUUID(), marker],
  );
  await execute(
    `insert into core.legal_hold values ($1, $2, '{identity}', $3, $3, now(), null, now(), $3)`,
    ...[customerId, randomUUID(), marker],
  );
  const { data } = await api.ask('{ customerByIdentifier(system: "crm", value: "other") { id } }');
  const about = { customerId: decodeIntegerId(data.customerByIdentifier.id, 'Customer'), requestedBy: 'test' };
  const services = { database: api.database, registry: api.kernel.registry };
  await collectAccess(services, { ...about, at: new Date('2026-11-21T12:00:00Z') });
  await execute(`select graphile_worker.add_job('note.send', json_build_object('to', $1::text))`, marker);
  await execute(
    `select graphile_worker.add_job('note.count', json_build_object('customerId', $1::bigint))`,
    customerId,
  );
  return customerId;
}

/** A contact that was first given to somebody else; a waiting, a rejected and a filtered record that name the person. */
async function correctAndSetAside(): Promise<void> {
  const me = [{ system: 'crm', value: marker }];
  const note = (sourceKey: string, more: object) => ({
    ...{ kind: 'interaction', source: 'desk', sourceKey, type: 'note.taken', occurredAt: '2026-11-03T10:00:00Z' },
    ...{ customer: me, details: { note: `about ${marker}` }, ...more },
  });
  await api.ingest.take(asItems(note('moved', { customer: [{ system: 'crm', value: 'other' }] })), mutationDoor);
  await api.ingest.take(asItems(note('moved', {})), mutationDoor);
  const { counts } = await api.ingest.take(
    [
      ...asItems(note('waits', { brand: 'NOBODY' }), note('faulty', { details: { [marker]: 1 } })),
      {
        rejected: { code: 'ROW_UNREADABLE', reason: `no ${marker}` },
        position: { line: 9, raw: `x;${marker}@example.org;y` },
      },
    ],
    mutationDoor,
  );
  expect(counts).toMatchObject({ waiting: 1, rejected: 2 });
}

const erase = (customerId: number) =>
  api.ask(
    `mutation ($id: ID!) { eraseCustomer(input: { customerId: $id, ground: REQUEST }) { erasure {
      id ground marked heldAreas receipts { contributor document check } } } }`,
    { id: encodeGlobalId('Customer', customerId) },
  );

describe('erasing a person', () => {
  let customerId = 0;
  beforeAll(async () => {
    customerId = await fill();
  });

  it('is shown before it is done, by contributor and table, and showing it removes nothing', async () => {
    const before = await dump(api.database);
    const { data, errors } = await api.ask(
      `query ($id: ID!) { erasurePreview(customerId: $id) { holds { reason } removals { contributor tables { table rows } } } }`,
      { id: encodeGlobalId('Customer', customerId) },
    );
    expect(errors).toEqual([]);
    const { removals, holds } = data.erasurePreview;
    expect(holds).toEqual([]);
    expect(removals.map(({ contributor }: { contributor: string }) => contributor)).toEqual(['core', 'queues', 'note']);
    const rows = Object.fromEntries(
      removals.flatMap(({ tables }: { tables: { table: string; rows: number }[] }) =>
        tables.map(({ table, rows: count }) => [table, count]),
      ),
    );
    expect(rows).toMatchObject({
      ...{
        'core.customer': 1,
        'core.customer_identifier': 3,
        'core.interaction': 4,
        'core.affiliation': 2,
        'core.consent': 1,
      },
      ...{
        'core.intake_set_aside': 3,
        'core.subject_access': 1,
        'graphile_worker._private_jobs': 2,
        'plugin_note.drawer': 1,
        'core.ledger_entry': 2,
      },
    });
    expect(await dump(api.database)).toEqual(before);
  });

  it('waits for a legal hold that keeps everything, and says whose', async () => {
    const id = encodeGlobalId('Customer', customerId);
    const placed = await api.ask(
      `mutation ($id: ID!) { placeLegalHold(input: { customerId: $id, reason: "Case 17" }) { hold { id areas } } }`,
      { id },
    );
    const { errors } = await erase(customerId);
    expect(errors).toMatchObject([
      { code: 'LEGAL_HOLD', message: expect.stringContaining('"Case 17" by development') },
    ]);
    const released = await api.ask(
      `mutation ($id: ID!) { releaseLegalHold(input: { id: $id }) { hold { releasedBy } } }`,
      { id: placed.data.placeLegalHold.hold.id },
    );
    expect(released.data.releaseLegalHold.hold.releasedBy).toBe('development');
  });

  it('leaves no trace in any table of any schema, and a valid receipt of each contributor', async () => {
    expect((await withMarker()).length).toBeGreaterThan(25);

    const { data, errors } = await erase(customerId);

    expect(errors).toEqual([]);
    expect(await withMarker()).toEqual([]);
    const { erasure } = data.eraseCustomer;
    expect(erasure).toMatchObject({ ground: 'REQUEST', marked: true, heldAreas: [] });
    expect(
      erasure.receipts.map((receipt: { contributor: string; check: string }) => [receipt.contributor, receipt.check]),
    ).toEqual([
      ['core', 'valid'],
      ['note', 'valid'],
      ['queues', 'valid'],
    ]);
    expect(JSON.parse(erasure.receipts[1].document)).toMatchObject({
      version: '1.2.0',
      removed: { 'plugin_note.drawer': 1 },
    });
    const { data: again } = await api.ask('{ erasures { id receipts { check } } }');
    expect(again.erasures).toHaveLength(1);
  });

  it('leaves an id by which a privacy officer still asks who was shown the person', async () => {
    await api.database.transaction((writer) =>
      appendEntries(writer, [
        {
          ...{ readAt: new Date('2026-11-20T12:00:00Z'), subject: 'ben', roles: ['rep'], operation: 'View' },
          ...{ purpose: null, requestId: 'r1', customerIds: [customerId] },
        },
      ]),
    );
    const { data } = await api.ask('{ erasures { id } }');
    const asked =
      'query ($erasure: ID, $customer: ID) { readAudit(erasureId: $erasure, customerId: $customer) { subject } }';
    const officer = { subject: 'olga', name: 'Olga', roles: ['privacy-officer'] };
    const audit = await api.ask(asked, { erasure: data.erasures[0].id }, officer);
    expect(audit.data.readAudit).toContainEqual({ subject: 'ben' });
    const codes = [
      {},
      { erasure: '00000000-0000-0000-0000-000000000000' },
      { erasure: 'x' },
      { erasure: 'x', customer: 'y' },
    ];
    const errors = await Promise.all(
      codes.map(async (given) => (await api.ask(asked, given, officer)).errors[0]?.code),
    );
    expect(errors).toEqual(['BAD_INPUT', 'NOT_FOUND', 'ID_INVALID', 'BAD_INPUT']);
  });

  it('has the laws of buying fitted anew, without the purchases of the person', async () => {
    const jobs = await api.database.reader().query<{ readonly payload: object }>({
      text: `select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'core.fit-purchases'`,
    });
    expect(jobs).toEqual([{ payload: { replace: true } }]);
    await execute(
      `insert into core.purchase_fit (id, segment, observed_until, fitted_at, reporting_currency, customers, with_repeats, purchases, spend)
       values (gen_random_uuid(), 'of before', now(), now(), 'EUR', 1, 0, '{}', '{}')`,
    );
    const job = api.kernel.registry.jobs.get('core.fit-purchases')?.value;
    await api.database.transaction(async (writer) =>
      job?.run({
        ...{ writer, principal: developmentPrincipal, now: new Date('2026-11-21T12:00:00Z') },
        ...{ payload: { replace: true }, log: () => undefined },
      }),
    );
    const fits = await api.database.reader().query({ text: 'select segment from core.purchase_fit' });
    expect(fits).toEqual([{ segment: '' }]);
  });

  it('shows a receipt that was changed', async () => {
    await execute(
      `update core.erasure_receipt set document = replace(document, '"note"', '"none"') where contributor = 'note'`,
    );
    const { data } = await api.ask('{ erasures { receipts { contributor check } } }');
    expect(data.erasures[0].receipts.map(({ check }: { check: string }) => check)).toEqual([
      'valid',
      'changed',
      'valid',
    ]);
  });

  it('keeps the same records out without keeping what they say, until the marks are released', async () => {
    const again = [
      ...asItems(...markedRecords(marker)),
      { rejected: { code: 'ROW_UNREADABLE' as const, reason: marker }, position: { line: 99, raw: `"${marker}";cut` } },
    ];
    const { outcomes } = await api.ingest.take(again, mutationDoor);
    expect([...new Set(outcomes.map(({ status, code }) => `${status} ${code}`))]).toEqual(['filtered ERASED']);
    expect(await withMarker()).toEqual([]);

    const { data: list } = await api.ask('{ erasures { id marked } }');
    const { data } = await api.ask(
      'mutation ($id: ID!) { releaseErasureMarks(input: { erasureId: $id }) { released } }',
      { id: list.erasures[0].id },
    );
    expect(data.releaseErasureMarks.released).toBeGreaterThan(2);
    const back = await api.ingest.take(asItems(markedRecords(marker)[0] as object), mutationDoor);
    expect(back.outcomes).toMatchObject([{ status: 'accepted' }]);
  });

  it('under a hold of the ledger removes the rest, and the ledger once the hold is released', async () => {
    const [customer, ...rest] = markedRecords(marker);
    const { outcomes } = await api.ingest.take(asItems({ ...customer, sourceKey: 'anew' }, ...rest), mutationDoor);
    const again = outcomes[0]?.customerId as number;
    const hold = await api.ask(
      `mutation ($id: ID!) { placeLegalHold(input: { customerId: $id, areas: [MONEY], reason: "Tax" }) { hold { id } } }`,
      { id: encodeGlobalId('Customer', again) },
    );
    const partly = await erase(again);
    expect(partly.data.eraseCustomer.erasure).toMatchObject({ heldAreas: ['money'] });
    const left = new Set((await withMarker()).map((row) => row.split(' ')[0]));
    expect([...left].sort()).toEqual(['core.intake_claim', 'core.ledger_entry']);

    await api.ask('mutation ($id: ID!) { releaseLegalHold(input: { id: $id }) { hold { id } } }', {
      id: hold.data.placeLegalHold.hold.id,
    });
    await erase(again);
    expect(await withMarker()).toEqual([]);
  });

  it('is done wholly or not at all: a plugin that leaves something behind stops it', async () => {
    const { outcomes } = await api.ingest.take(
      asItems({ ...other('second'), identifiers: [{ system: 'crm', value: 'third' }] }),
      mutationDoor,
    );
    const third = outcomes[0]?.customerId as number;
    await execute(`create table plugin_note.forgotten (customer_id bigint, what text)`);
    await execute(`insert into plugin_note.forgotten values ($1, 'x')`, third);
    const before = await dump(api.database);
    const { errors } = await erase(third);
    expect(errors).toMatchObject([
      { code: 'ERASURE_INCOMPLETE', message: expect.stringContaining('plugin_note.forgotten') },
    ]);
    expect(await dump(api.database)).toEqual(before);
  });
});
