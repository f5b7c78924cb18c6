import { closeDoors, codesOf, openDoor } from '../../test/helpers/door';
import { stubServices } from '../../test/helpers/stub-services';
import { mintKey, type Role } from '../auth';
import type { OperationAnswer } from '../execution';

afterEach(closeDoors);

const keyFor = (role: Role) => {
  const { key, sha256 } = mintKey();
  return { key, entry: { id: role, name: role, sha256, roles: [role] as [string] } };
};

describe('a query that one role may ask and another may not', () => {
  it('is refused to the other, however often it has been answered before', async () => {
    const [admin, rep] = [keyFor('admin'), keyFor('rep')];
    const execute = async (): Promise<OperationAnswer> => ({
      ...{ tier: 'compiled', text: '{"who":"somebody"}', errors: [], plan: null },
    });
    const door = await openDoor(
      stubServices({
        ...{ http: { access: 'credentials' }, execute },
        authentication: { auth: { jwt: null, serviceKeys: [admin.entry, rep.entry] } },
      }),
    );
    const ask = async ({ key }: { readonly key: string }) => {
      const answer = await door.post({ query: '{ who }' }, { authorization: `Bearer ${key}` });
      return answer.body.data ?? codesOf(answer);
    };
    const answers: unknown[] = [];
    for (const asker of [admin, rep, admin, admin, rep, admin]) answers.push(await ask(asker));
    const [data, refused] = [{ who: 'somebody' }, ['FORBIDDEN']];
    expect(answers).toEqual([data, refused, data, data, refused, data]);
  });
});
