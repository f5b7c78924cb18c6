import { purposes } from '../../src/auth';
import { areaNames, otherTables, subjectTables } from '../../src/privacy/erasure/subject-tables.sql';
import { SubjectAreaEnum } from '../../src/privacy/holds/hold-types';
import { consentPurposes } from '../../src/sdk';
import { type TestDatabase, testDatabase } from '../../src/testing/test-database';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const tables = (condition: string) =>
  database
    .reader()
    .query<{ name: string }>({
      text: `select c.relnamespace::regnamespace::text || '.' || c.relname as name from pg_class c
        where c.relnamespace in ('core'::regnamespace, 'bi'::regnamespace) and c.relkind in ('r', 'p', 'm') and ${condition} order by 1`,
    })
    .then((rows) => rows.map(({ name }) => name));

describe('access and erasure', () => {
  it('have a decision for every table: add it to privacy/erasure/subject-tables.sql', async () => {
    const decided = [...subjectTables.map(({ table }) => table), ...Object.keys(otherTables)];
    expect(new Set(decided).size).toBe(decided.length);
    expect(decided.sort()).toEqual(await tables('true'));
  });

  it('reach every table with a column of a customer, or distributed by one', async () => {
    const personal = await tables(`(obj_description(c.oid) like 'distributed by%' or exists (select from pg_attribute a
      where a.attrelid = c.oid and not a.attisdropped and a.attname ~ '(^|_)customer_ids?$'))`);
    const swept = new Set<string>(subjectTables.map(({ table }) => table));
    const explained = [
      'core.customer',
      'core.erasure',
      'core.idempotent_answer',
      'core.intake_claim',
      'core.legal_hold',
      'core.plugin_removal',
      'core.read_audit',
      'core.recalculation',
    ];
    expect(personal.filter((name) => !swept.has(name))).toEqual(explained);
  });

  it('know every table that refers to customers by its key', async () => {
    const referring = await database.reader().query<{ name: string }>({
      text: `select distinct conrelid::regclass::text as name from pg_constraint
        where contype = 'f' and confrelid = 'core.customer'::regclass order by 1`,
    });
    const known = new Set<string>([...subjectTables.map(({ table }) => table), 'core.legal_hold']);
    expect(referring.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  });

  it('name areas alike everywhere', () => expect(Object.values(SubjectAreaEnum)).toEqual(areaNames));
});

describe('purposes', () => {
  it('are the same for contacts as for reading', () => expect(Object.keys(purposes)).toEqual([...consentPurposes]));
});
