import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { closeDoors, codesOf, openDoor } from '../../../test/helpers/door';
import { stubServices } from '../../../test/helpers/stub-services';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-documents-'));
});
afterEach(async () => {
  await closeDoors();
  rmSync(folder, { recursive: true });
});

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

function registered(files: Readonly<Record<string, string | object>>, path = folder) {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return stubServices({ trustedDocuments: path });
}

const who = 'query Who { who }';
const data = { who: 'development' };

describe('a server with registered documents', () => {
  it('runs a registered one by id, by hash and by its exact text', async () => {
    const door = await openDoor(registered({ 'persisted-documents.json': { abc123: who } }));
    const extensions = { persistedQuery: { version: 1, sha256Hash: sha256(who) } };
    const answers = [
      await door.post({ documentId: 'abc123' }),
      await door.post({ documentId: `sha256:${sha256(who)}` }),
      await door.post({ extensions }),
      await door.post({ query: who }),
      await door.get({ documentId: 'abc123' }),
      await door.get({ extensions }),
      await door.get({ query: who }),
    ];
    expect(answers.map(({ body }) => body)).toEqual(answers.map(() => ({ data })));
  });

  it('refuses everything else, and says what to send', async () => {
    const door = await openDoor(registered({ 'who.graphql': `${who}\n` }));
    const answers = [
      await door.post({ query: '{ now }' }),
      await door.post({ query: `${who} # a comment` }),
      await door.post({ query: '{' }),
      await door.post({ documentId: 'other' }),
      await door.post({ documentId: 'other', query: who }),
      await door.post({
        query: '{ now }',
        extensions: { persistedQuery: { version: 1, sha256Hash: sha256('{ now }') } },
      }),
      await door.get({ query: '{ now }' }),
    ];
    expect(answers.map((answer) => [answer.status, codesOf(answer)])).toEqual(
      answers.map(() => [400, ['DOCUMENT_NOT_TRUSTED']]),
    );
    expect(answers[0]?.body.errors?.[0]?.message).toContain('registered operations only');
    expect((await door.post({ query: who })).body).toEqual({ data });
  });

  it('holds over sockets, where the id comes with an empty text', async () => {
    const { url } = await openDoor(registered({ 'who.json': { abc123: who } }));
    const client = createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
    const ask = (payload: { query: string; extensions?: Record<string, unknown> }): Promise<unknown> =>
      new Promise((resolve) => {
        client.subscribe(payload, { next: resolve, error: resolve, complete: () => undefined });
      });
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'abc123' } };
    expect(await ask({ query: '', extensions })).toEqual({ data });
    expect(await ask({ query: who })).toEqual({ data });
    expect(await ask({ query: '{ now }' })).toEqual([
      expect.objectContaining({ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }),
    ]);
    await client.dispose();
  });

  it('reads the manifests of the usual compilers, alone or from a folder', async () => {
    const apollo = {
      format: 'apollo-persisted-query-manifest',
      version: 1,
      operations: [{ id: 'by-apollo', name: 'Who', type: 'query', body: who }],
    };
    const files = { 'apollo.json': apollo, 'relay.json': { 'by-relay': 'query Now { now }' } };
    const door = await openDoor(registered(files));
    expect((await door.post({ documentId: 'by-apollo' })).body).toEqual({ data });
    expect((await door.post({ documentId: 'by-relay' })).status).toBe(200);
    const alone = await openDoor(registered(files, join(folder, 'relay.json')));
    expect(codesOf(await alone.post({ documentId: 'by-apollo' }))).toEqual(['DOCUMENT_NOT_TRUSTED']);
  });

  it.each([
    ['a manifest of another form', { 'a.json': [1, 2] }, /must hold a JSON object/],
    ['a file that is no JSON', { 'a.json': '{' }, /cannot be read/],
    ['a folder without operations', { 'a.txt': 'nothing' }, /no operations/],
    ['an id that stands for two operations', { 'a.json': { x: who }, 'b.json': { x: '{ now }' } }, /stands for two/],
  ])('does not start with %s', async (_what, files, message) => {
    await expect(openDoor(registered(files))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('starts with an operation that no longer fits the schema, and says so', async () => {
    const door = await openDoor(registered({ 'a.json': { old: '{ gone }', fine: who } }));
    expect(codesOf(await door.post({ documentId: 'old' }))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
    expect((await door.post({ documentId: 'fine' })).body).toEqual({ data });
    expect(door.seen.logged).toContainEqual(
      expect.objectContaining({ level: 40, id: 'old', reason: expect.stringContaining('gone') }),
    );
  });
});
