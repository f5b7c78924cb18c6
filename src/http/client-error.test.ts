import { closeDoors, openDoor } from '../../test/helpers/door';

afterEach(closeDoors);

describe('null by a variable that has a default', () => {
  it.each([
    ['an argument', 'query ($n: Int = 1) { now number(of: $n) }', 'Argument "of" of non-null type "Int!"'],
    ['a condition', 'query ($n: Boolean = true) { self { now @include(if: $n) } }', 'Argument "if" of non-null type'],
  ])('is told where %s needs a value, and is no fault of ours', async (_what, query, message) => {
    const door = await openDoor();
    const { body } = await door.post({ query, variables: { n: null } });
    expect(body.errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(door.seen.logged.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  it('does not make anybody else’s words known', async () => {
    const door = await openDoor();
    expect((await door.post({ query: '{ broken }' })).body.errors).toMatchObject([
      { message: 'A fault on our side.', extensions: { code: 'INTERNAL' } },
    ]);
  });
});
