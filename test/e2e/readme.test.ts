import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ApolloClient, gql } from '@apollo/client';
import { Client } from 'pg';
import WebSocket from 'ws';
import { projectRoot } from '../architecture/source-files';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';
import { type Block, blocksOf, shapeOf } from '../helpers/readme';
import { run } from '../helpers/run';

/** Commands that this very test run, or a fresh clone, is made of. */
const ranElsewhere = ['npm ci && npm start', 'npm ci && npm test', 'npm run check'];

/** The one command that goes by npx itself, which takes longer to find the program than most commands take. */
const byNpx = 'npx rapport import';

/** The program that npx finds in this repository, and the same command. */
const program = 'dist/src/cli/rapport.js';
const withoutNpx = (command: string): string => command.replaceAll(/^npx rapport /gm, `node ${program} `);

const documents = ['README.md', 'schema/README.md', 'OPERATIONS.md'];

/** What needs the public data is walked through in its own test (real-data.test.ts), types and client in clients.test.ts. */
const elsewhere = ['sh shared-data', 'graphql shared-data', 'json codegen', 'ts client'];
const kindOf = ({ language, needs }: Block): string => (needs === undefined ? language : `${language} ${needs}`);
const blocks = documents.flatMap((document) =>
  blocksOf(document, { keepJson: true }).map((block) => ({ ...block, document, kind: kindOf(block) })),
);

describe('the documents for users', () => {
  let folder: string;
  let platform: PlatformProcess;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-readme-'));
    // Run by root, the server belongs to another user, who must be able to pass through the folder.
    chmodSync(folder, 0o755);
    platform = await startPlatform({ RAPPORT_DATA: join(folder, 'data') }, ['--customers', '40']);
    await demoLoaded();
  }, 180_000);

  afterAll(async () => {
    await platform?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What is done with a block of each kind. Answers stand behind their query; `text` needs tools that are not ours. */
  const doers: Readonly<Record<string, (block: Block) => Promise<void> | void>> = {
    sh: ({ text }) => commandsWork(text),
    graphql: async ({ text, answer }) => {
      const received = await platform.graphql(text);
      expect(received.errors).toBeUndefined();
      if (answer !== undefined) expect(shapeOf({ data: received.data })).toEqual(shapeOf(answer));
    },
    sql: async ({ text }) => void (await statement(text)),
    'sql bi_tool': async ({ text }) => {
      const rows = await statement(text, { user: 'bi_tool', password: 'change me' });
      expect(rows.length).toBeGreaterThan(0);
    },
    'json directory': ({ text }) => {
      const file = join(folder, 'directory.json');
      writeFileSync(file, text);
      return commandsWork(`npx rapport directory ${file}`);
    },
  };

  it.each(
    blocks
      .filter(({ kind }) => !elsewhere.includes(kind) && kind !== 'json' && kind !== 'text')
      .map((block) => [block.document, block.line, block] as const),
  )(
    'keep their word: %s, line %i',
    async (_document, _line, block) => {
      const doer = doers[block.kind];
      if (doer === undefined) throw new Error(`Say how a block "${block.kind}" is tried out.`);
      await doer(block);
    },
    300_000,
  );

  it('show a client that asks by the hash of a query, and follows what happens', async () => {
    const token = (await run(process.execPath, [program, 'token', '--role', 'admin'], commandOptions())).stdout.trim();
    const { rapportClient } = await compiledClient();
    const client = rapportClient(`${platform.url}/graphql`, () => token);
    const me = gql`query Me { me { roles } }`;
    expect((await client.query({ query: me })).data).toEqual({ me: { __typename: 'Principal', roles: ['admin'] } });

    const news = nextNews(client);
    const record = gql`mutation Record($key: String!) {
      recordInteractions(input: { source: "client", items: [{
        sourceKey: $key, type: "rep.visit_held", occurredOn: "2026-11-20", details: { callType: "face_to_face" }
        customer: { identifiers: [{ system: "demo", value: "C-000005" }] }
      }] }) { recorded }
    }`;
    // A socket says nothing when a subscription has begun: something happens until it is told.
    for (let key = 1; !news.settled(); key += 1) {
      await client.mutate({ mutation: record, variables: { key: String(key) } });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(await news.first).toMatchObject({ interactionRecorded: { interaction: { type: 'rep.visit_held' } } });
    client.stop();
  }, 120_000);

  it.each([...documents, 'SECURITY.md'])('name only files and headings that exist: %s', (document) => {
    const links = [...readFileSync(join(projectRoot, document), 'utf8').matchAll(/\]\(([^):]+)\)/g)];
    const missing = links.map(([, link = '']) => link).filter((link) => !leadsSomewhere(document, link));
    expect(missing).toEqual([]);
  });

  const commandOptions = () => ({ cwd: projectRoot, env: { RAPPORT_DATA: join(folder, 'data') } });

  async function commandsWork(text: string): Promise<void> {
    for (const command of text.trim().split('\n')) {
      if (ranElsewhere.includes(command)) continue;
      const result = await run('bash', ['-c', command === byNpx ? command : withoutNpx(command)], commandOptions());
      expect(`${command}: ${result.code === 0 ? 'ok' : result.stdout + result.stderr}`).toBe(`${command}: ok`);
    }
  }

  async function statement(text: string, login: object = {}): Promise<readonly object[]> {
    const server = JSON.parse(readFileSync(join(folder, 'data/database.json'), 'utf8')) as object;
    const client = new Client({ host: '127.0.0.1', ...server, ...login });
    await client.connect();
    try {
      return (await client.query<object>(text)).rows ?? [];
    } finally {
      await client.end();
    }
  }

  async function demoLoaded(): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (!platform.output().includes('To try:')) {
      if (Date.now() > deadline) throw new Error(`The demo was not loaded in time:\n${platform.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
});

type MakeClient = (url: string, token: () => string) => ApolloClient;

/** The client of schema/README.md, compiled inside the project, where it finds the packages that it imports. */
async function compiledClient(): Promise<{ readonly rapportClient: MakeClient }> {
  const folder = join(projectRoot, 'dist/test/readme-client');
  mkdirSync(folder, { recursive: true });
  const text = blocks.find(({ kind }) => kind === 'ts client')?.text ?? '';
  writeFileSync(join(folder, 'client.ts'), text);
  const flags = ['--strict', '--skipLibCheck', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable'];
  const compiler = [join(projectRoot, 'node_modules/typescript/bin/tsc'), ...flags, '--module', 'node20'];
  // Browsers have sockets, Node from 22 on.
  globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket;
  const { code, stdout } = await run(process.execPath, [...compiler, '--ignoreConfig', 'client.ts'], { cwd: folder });
  expect(code === 0 ? 'ok' : stdout).toBe('ok');
  return require(join(folder, 'client.js')) as { readonly rapportClient: MakeClient };
}

function nextNews(client: ApolloClient): { readonly first: Promise<unknown>; readonly settled: () => boolean } {
  let settled = false;
  const query = gql`subscription News { interactionRecorded { interaction { id type } } }`;
  const first = new Promise<unknown>((resolve, reject) => {
    client.subscribe({ query }).subscribe({ next: ({ data, error }) => (error ? reject(error) : resolve(data)) });
  }).finally(() => {
    settled = true;
  });
  return { first, settled: () => settled };
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const file = path === '' ? join(projectRoot, document) : join(projectRoot, dirname(document), path);
  if (!existsSync(file)) return false;
  if (heading === undefined) return true;
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].some(([, text = '']) => anchorOf(text) === heading);
}

/** As GitHub makes it. */
function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}
