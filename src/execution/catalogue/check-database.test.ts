import { interactionTypes, readingSchema, sources } from '../../../test/helpers/reading-schema';
import { column, type FieldSource, type ListSource, reference, storedBatch, type TableSource } from '../../sdk';
import { type TestDatabase, testDatabase } from '../../testing/test-database';
import { checkDatabase } from './check-database';
import { readCatalogue } from './read-catalogue';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});

afterAll(() => database.close());

function check(changes: Readonly<Record<string, FieldSource>>, tables: Readonly<Record<string, TableSource>> = {}) {
  return checkDatabase(readCatalogue(readingSchema(changes, tables), interactionTypes), database.reader());
}

describe('declarations held against the database', () => {
  it('pass when every column exists', async () => {
    await expect(check({})).resolves.toBeUndefined();
  });

  it('name every field whose column is missing, on this side of a relation or the other', async () => {
    const identifiers = { ...(sources['Customer.identifiers'] as ListSource), key: 'customer' };
    const fault = check(
      {
        'Customer.kind': column('sort'),
        'Organization.name': column('legal_name'),
        'Customer.territory': reference('Territory', 'area_id'),
        'Customer.identifiers': identifiers,
      },
      { Brand: { table: 'core.trademark', key: 'id' } },
    );
    await expect(fault).rejects.toMatchObject({
      code: 'SCHEMA_BUILD_FAILED',
      details: {
        faults: expect.arrayContaining([
          'Customer.kind reads core.customer.sort, which does not exist.',
          'Organization.name reads core.customer.legal_name, which does not exist.',
          'Customer.territory reads core.customer.area_id, which does not exist.',
          'Customer.identifiers reads core.customer_identifier.customer, which does not exist.',
          'Brand reads core.trademark, which does not exist.',
        ]),
      },
    });
  });

  it('name what a stored answer reads and the database does not have', async () => {
    const fields = { code: { column: 'code' }, name: { column: 'motto' } };
    const stored = (table: string) => ({
      ...storedBatch(
        { from: { table, key: 'id' }, fits: { sql: () => 'true', value: () => null }, fields },
        async () => [],
      ),
    });
    const faultsOf = (table: string) =>
      check({ 'Customer.favourite': stored(table) }).catch((error: { details: unknown }) => error.details);
    expect(await faultsOf('core.brand')).toEqual({
      faults: ['Customer.favourite reads core.brand.motto, which does not exist.'],
    });
    expect(await faultsOf('core.trademark')).toEqual({
      faults: ['Customer.favourite reads core.trademark, which does not exist.'],
    });
  });
});
