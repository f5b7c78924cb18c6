import type { DomainApi } from '../../../test/helpers/domain-api';
import { mutationDoor } from '../../../test/helpers/intake-fixture';
import { asItems, openWithNotes } from '../../../test/helpers/marked-person';
import { encodeGlobalId } from '../../shared/global-id';
import { collectAccess } from '../access/collect';

let api: DomainApi;
beforeAll(async () => {
  api = await openWithNotes();
});
afterAll(() => api.close());

const execute = (text: string, ...values: readonly unknown[]) =>
  api.database.transaction((writer) => writer.execute({ text, values }));

const erase = (customerId: number) =>
  api.ask('mutation ($id: ID!) { eraseCustomer(input: { customerId: $id, ground: REQUEST }) { erasure { id } } }', {
    id: encodeGlobalId('Customer', customerId),
  });

const organization = {
  ...{ kind: 'customer', source: 'third', sourceKey: 'other', customerKind: 'organization', organizationName: 'Other' },
  identifiers: [{ system: 'crm', value: 'fourth' }],
};

describe('erasing a person', () => {
  it('waits for a plugin that does not run while its tables hold something; a copy shows it', async () => {
    const { outcomes } = await api.ingest.take(asItems(organization), mutationDoor);
    const fourth = outcomes[0]?.customerId as number;
    await execute('create schema plugin_gone');
    await execute('create table plugin_gone.letter (customer_id bigint, what text)');
    await execute(`insert into plugin_gone.letter values ($1, 'dear')`, fourth);
    const services = { database: api.database, registry: api.kernel.registry };
    const about = { customerId: fourth, requestedBy: 'test', at: new Date('2026-11-21T12:00:00Z') };
    const id = await collectAccess(services, about);
    const [section] = await api.database.reader().query({
      text: `select content from core.subject_access_section where access_id = $1 and title like '%do not run'`,
      values: [id],
    });
    expect(section).toEqual({ content: { 'plugin_gone.letter': [{ customer_id: fourth, what: 'dear' }] } });

    const { errors } = await erase(fourth);
    expect(errors).toMatchObject([
      {
        code: 'ERASURE_INCOMPLETE',
        message: expect.stringMatching(/does not run holds 1 rows in plugin_gone\.letter/),
      },
    ]);
    await execute('drop schema plugin_gone cascade');
    expect((await erase(fourth)).errors).toEqual([]);
  });
});
