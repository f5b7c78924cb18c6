import { serverAudits } from 'graphql-http';
import { closeDoors, openDoor } from '../../test/helpers/door';

let url = '';
beforeAll(async () => {
  ({ url } = await openDoor());
});
afterAll(closeDoors);

/** What a page cannot send without being asked first. */
const fetchFn = (address: string, request: RequestInit = {}) =>
  fetch(address, { ...request, headers: { 'apollo-require-preflight': 'yes', ...request.headers } });

const audits = serverAudits({ url: () => `${url}/graphql`, fetchFn });

describe('GraphQL over HTTP', () => {
  it('is checked by all audits of its working group', () => expect(audits).toHaveLength(61));

  it.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : `${result.status}: ${result.reason}`).toBe('ok');
  });
});
