import { createHash } from 'node:crypto';
import { closeDoors, codesOf, openDoor } from '../../test/helpers/door';

afterEach(closeDoors);

const persisted = (query: string) => ({
  persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
});

describe('GET /graphql', () => {
  it('answers an automatically persisted query by its hash once its text has been sent', async () => {
    const door = await openDoor();
    const query = '{ who }';
    const extensions = persisted(query);
    const unknown = await door.get({ extensions });
    expect([unknown.status, codesOf(unknown)]).toEqual([200, ['PERSISTED_QUERY_NOT_FOUND']]);
    expect((await door.get({ query, extensions })).body).toEqual({ data: { who: 'development' } });
    expect((await door.get({ extensions })).body).toEqual({ data: { who: 'development' } });
    expect((await door.post({ extensions })).body).toEqual({ data: { who: 'development' } });
  });

  it('does not keep a persisted query that may not run', async () => {
    const door = await openDoor();
    const query = '{ page(first: 200) { page(first: 200) { page(first: 200) { now } } } }';
    expect(codesOf(await door.get({ query, extensions: persisted(query) }))).toEqual(['PAGE_TOO_LARGE']);
    expect(codesOf(await door.get({ extensions: persisted(query) }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  it('gives each answer a tag and answers 304 without a body as long as it is the same', async () => {
    const door = await openDoor();
    const first = await door.get({ query: '{ who }' });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{27}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    expect(first.headers.get('vary')).toBe('Authorization, Accept, Rapport-Purpose, Rapport-Explain');
    for (const condition of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const again = await door.get({ query: '{ who }' }, { 'if-none-match': condition });
      expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', tag]);
      expect(again.headers.get('content-length')).toBeNull();
    }
    const other = await door.get({ query: '{ now }' }, { 'if-none-match': tag });
    expect([other.status, other.headers.get('etag') === tag]).toEqual([200, false]);
  });

  it('gives errors and answers to POST no tag, and lets nobody keep them', async () => {
    const door = await openDoor();
    const answers = [
      await door.get({ query: '{ coded now }' }, { 'if-none-match': '*' }),
      await door.get({ query: '{' }, { 'if-none-match': '*' }),
      await door.get({ query: 'mutation { write }' }, { 'if-none-match': '*' }),
      await door.post({ query: '{ who }' }, { 'if-none-match': '*' }),
      await door.post({ query: 'mutation { write }' }, { 'if-none-match': '*' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 405, 200, 200]);
    expect(answers.map(({ headers }) => headers.get('etag'))).toEqual([null, null, null, null, null]);
    expect(new Set(answers.map(({ headers }) => headers.get('cache-control')))).toEqual(new Set(['no-store']));
  });
});
