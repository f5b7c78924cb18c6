import { type TestDatabase, testDatabase } from '../testing/test-database';
import { replaceDirectory } from './directory';
import { resolvePrincipal } from './resolve-principal';

let database: TestDatabase;
const now = new Date('2026-11-21T12:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  await database.transaction(async (writer) => {
    await writer.execute({ text: `insert into core.brand (code, name) values ('B1', 'B1'), ('B2', 'B2')` });
    await writer.execute({ text: `insert into core.territory (code, name) values ('N', 'N'), ('S', 'S'), ('W', 'W')` });
    await writer.execute({
      text: `insert into core.territory (code, name, parent_id) select 'N1', 'N1', id from core.territory where code = 'N'`,
    });
    await writer.execute({
      text: `insert into core.team_member (code, name, role, territory_id, active)
        select v.code, v.code, 'rep', (select id from core.territory t where t.code = v.territory), v.code <> 'gone'
        from (values ('boss', null), ('ann', 'N'), ('bob', 'S'), ('gone', 'W'), ('eve', null)) as v (code, territory)`,
    });
    await replaceDirectory(writer, directory);
  });
});
afterAll(() => database.close());

const directory = {
  teams: [
    { code: 'all', name: 'All' },
    { code: 'north', name: 'North', parent: 'all' },
  ],
  memberships: [
    { team: 'all', teamMember: 'boss', role: 'manager' },
    { team: 'all', teamMember: 'bob', role: 'member' },
    { team: 'all', teamMember: 'gone', role: 'member' },
    { team: 'north', teamMember: 'ann', role: 'manager' },
    { team: 'north', teamMember: 'eve', role: 'member' },
  ],
  territories: [
    { teamMember: 'eve', territory: 'W', until: '2026-11-20' },
    { teamMember: 'eve', territory: 'N1', since: '2026-01-01' },
  ],
  people: [
    { subject: 'oidc|boss', teamMember: 'boss', roles: ['rep'], countries: ['*'], brands: ['B2'] },
    { subject: 'oidc|ann', teamMember: 'ann', roles: ['rep'] },
    { subject: 'oidc|bob', teamMember: 'bob', roles: ['rep'], brands: ['*'] },
    { subject: 'oidc|eve', teamMember: 'eve' },
  ],
};

/** The principal of a subject, its territories and brands by their codes. */
async function seenBy(subject: string, claims: object = {}) {
  const { roles, reach } = await resolvePrincipal(
    database.reader(),
    { subject, name: subject, purposes: [], ...claims },
    now,
  );
  const codes = async (table: string, ids: readonly number[] | null | undefined) =>
    ids &&
    (
      await database.reader().query<{ code: string }>({
        text: `select code from core.${table} where id = any($1::int[]) order by code`,
        values: [ids],
      })
    ).map(({ code }) => code);
  return {
    roles,
    territories: await codes('territory', reach?.territories),
    countries: reach?.countries,
    brands: await codes('brand', reach?.brands),
  };
}

describe('the directory', () => {
  it('gives a person its territory with its parts, and assignments that hold today', async () => {
    expect(await seenBy('oidc|bob')).toEqual({
      roles: ['rep'],
      territories: ['S'],
      countries: undefined,
      brands: null,
    });
    expect(await seenBy('oidc|eve')).toMatchObject({ roles: [], territories: ['N1'] });
  });

  it('gives a manager what the team and the teams below have, but not what inactive people had', async () => {
    expect(await seenBy('oidc|ann')).toMatchObject({ territories: ['N', 'N1'] });
    expect(await seenBy('oidc|boss')).toEqual({
      roles: ['rep'],
      territories: ['N', 'N1', 'S'],
      countries: null,
      brands: ['B2'],
    });
  });

  it('gives way to what the token says', async () => {
    const claims = { roles: ['marketing'], territories: ['S'], countries: ['DE'], brands: ['B1', 'unknown'] };
    expect(await seenBy('oidc|boss', claims)).toEqual({ ...claims, brands: ['B1'] });
    expect(await seenBy('oidc|boss', { territories: ['*'] })).toMatchObject({ territories: null });
  });

  it('knows nothing of strangers', async () => {
    expect(await seenBy('stranger')).toEqual({
      roles: [],
      territories: undefined,
      countries: undefined,
      brands: undefined,
    });
  });

  it('is replaced as one step, or not at all', async () => {
    const load = (given: object) => database.transaction((writer) => replaceDirectory(writer, given));
    await expect(load({ people: [{ subject: 'x', teamMember: 'nobody' }] })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: 'The directory names what does not exist: team member nobody',
    });
    await expect(load({ people: [{ subject: 'x', roles: ['root'] }] })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(load({})).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('To empty') });
    expect(await seenBy('oidc|ann')).toMatchObject({ territories: ['N', 'N1'] });
    await load(directory);
    expect(await seenBy('oidc|boss')).toMatchObject({ territories: ['N', 'N1', 'S'] });
  });
});
