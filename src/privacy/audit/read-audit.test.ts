import { type DomainApi, openDomain } from '../../../test/helpers/domain-api';
import { call, customer, items, mutationDoor } from '../../../test/helpers/intake-fixture';
import type { Principal } from '../../sdk';
import { fixedClock } from '../../shared/clock';
import { encodeGlobalId } from '../../shared/global-id';
import { createReadAudit, type RunningReadAudit } from './read-audit';
import { verifyAudit } from './verify-audit';

const officer: Principal = { subject: 'olga', name: 'Olga', roles: ['privacy-officer'], purpose: 'service' };
let api: DomainApi;
let audit: RunningReadAudit;
const ids: number[] = [];
const services = () => ({
  database: api.database,
  clock: fixedClock('2026-11-21T12:00:00Z'),
  log: { error: () => undefined },
});
beforeAll(async () => {
  api = await openDomain();
  audit = createReadAudit(services());
  const { outcomes } = await api.ingest.take(
    items(customer('ana'), customer('bo'), customer('cy'), call('c1', 'ana')),
    mutationDoor,
  );
  ids.push(...outcomes.slice(0, 3).map(({ customerId = 0 }) => customerId));
});
afterAll(async () => {
  await audit.close();
  await api.close();
});

const read = async (query: string, as = audit) => {
  const reads = as.begin({ principal: officer, requestId: 'r1' });
  const answer = await api.ask(query, {}, officer, reads);
  reads.end('Look');
  return answer;
};
const auditOf = async (customerId: number) => {
  await audit.flush();
  const { data } = await api.ask(
    'query ($id: ID!) { readAudit(customerId: $id) { subject operation purpose roles } }',
    { id: encodeGlobalId('Customer', customerId) },
  );
  return data.readAudit;
};

describe('the read audit', () => {
  it.each([
    ['a lookup', '{ customerByIdentifier(system: "crm", value: "bo") { displayName } }', 'bo'],
    ['a node', () => `{ node(id: "${encodeGlobalId('Customer', ids[1] as number)}") { id } }`, 'bo'],
    ['a page', '{ customers(first: 1) { nodes { displayName } } }', 'ana'],
    ['rows of a person without the person', '{ interactions(first: 5) { nodes { occurredAt } } }', 'ana'],
  ])('has one entry for %s, of those persons and no others', async (_what, query, name) => {
    const before = await Promise.all(ids.map((id) => auditOf(id)));
    const { errors } = await read(typeof query === 'string' ? query : query());
    expect(errors).toEqual([]);
    const after = await Promise.all(ids.map((id) => auditOf(id)));
    const more = after.map((entries, index) => entries.length - (before[index]?.length ?? 0));
    expect(more).toEqual(['ana', 'bo', 'cy'].map((each) => (each === name ? 1 : 0)));
    expect(after[name === 'ana' ? 0 : 1][0]).toEqual({
      ...{ subject: 'olga', operation: 'Look', purpose: 'service', roles: ['privacy-officer'] },
    });
  });

  it('has no entry where no person was shown', async () => {
    const { head } = await verifyAudit(api.database.reader());
    await read('{ brands(first: 1) { nodes { code } } me { name } }');
    await audit.flush();
    expect((await verifyAudit(api.database.reader())).head).toEqual(head);
  });

  it('is one chain, whichever instance writes it', async () => {
    const second = createReadAudit(services());
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        read('{ customerByIdentifier(system: "crm", value: "bo") { id } }', index % 2 === 0 ? audit : second),
      ),
    );
    await Promise.all([audit.flush(), second.close()]);
    expect(await verifyAudit(api.database.reader())).toMatchObject({ fault: null });
  });

  it('cannot be changed, and shows entries that were changed, removed or cut off all the same', async () => {
    const whole = await verifyAudit(api.database.reader());
    await expect(tamper('delete from core.read_audit where seq = 2', [])).rejects.toThrow('never changed');
    const check = (noted = whole.head) => verifyAudit(api.database.reader(), noted);
    const off = 'alter table core.read_audit disable trigger keep_read_audit';
    const cut = whole.head.seq;
    await tamper(off, []);
    await tamper(`delete from core.read_audit where seq = $1`, [cut]);
    expect((await check()).fault).toBe(`entries ${cut} to ${cut} are missing`);
    await tamper(`update core.read_audit set customer_ids = '{}' where seq = $1`, [3]);
    expect((await check()).fault).toBe('entry 3 was changed');
    await tamper('delete from core.read_audit where seq = $1', [2]);
    expect((await check()).fault).toBe('entry 2 is missing');
  });

  it('shows no person while it cannot be written', async () => {
    const down = { ...services(), database: { execute: () => Promise.reject(new Error('down')) } };
    const full = createReadAudit(down, { waiting: 1, batch: 10, interval: 60_000 });
    const query = '{ customerByIdentifier(system: "crm", value: "bo") { displayName } }';
    expect((await read(query, full)).errors).toEqual([]);
    const refused = await read(query, full);
    expect(refused.data.customerByIdentifier).toBeNull();
    expect(refused.errors).toMatchObject([{ code: 'AUDIT_UNAVAILABLE' }]);
    await expect(full.close()).rejects.toThrow('down');
  });
});

const tamper = (text: string, values: readonly unknown[]) =>
  api.database.transaction((writer) => writer.execute({ text, values }));
