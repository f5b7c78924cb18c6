import { closeDoors, openDoor } from '../../test/helpers/door';

afterEach(closeDoors);

describe('a body that is not read', () => {
  it.each([
    [
      'application/graphql',
      'A body of type application/graphql is not read here: send JSON, and content-type: application/json.',
    ],
    [undefined, 'The request does not say of what type its body is: send JSON, and content-type: application/json.'],
  ])('of type %s is refused with the type that is', async (type, message) => {
    const { url } = await openDoor();
    // Bytes, which are sent without a type unless one is given.
    const body = Buffer.from('{"query":"{ now }"}');
    const answer = await fetch(`${url}/graphql`, {
      ...{ method: 'POST', body },
      headers: type === undefined ? {} : { 'content-type': type },
    });
    expect([answer.status, await answer.json()]).toEqual([
      415,
      { errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] },
    ]);
  });
});
