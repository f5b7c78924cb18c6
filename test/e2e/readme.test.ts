import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';
import { type PlatformProcess, startPlatform } from '../helpers/platform-process';
import { blocksOf, shapeOf } from '../helpers/readme';
import { run } from '../helpers/run';

/** Commands that this very test run, or a fresh clone, is made of. */
const ranElsewhere = ['npm ci && npm start', 'npm ci && npm test', 'npm run check'];

/** What needs the public data is walked through in its own test (real-data.test.ts). */
const blocks = blocksOf('README.md').filter(({ needs }) => needs !== 'shared-data');

describe('the README', () => {
  let folder: string;
  let platform: PlatformProcess;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rapport-readme-'));
    platform = await startPlatform({ RAPPORT_DATA: join(folder, 'data') }, []);
    await demoLoaded();
  }, 180_000);

  afterAll(async () => {
    await platform?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(
    blocks
      .filter(({ language }) => language === 'sh' || language === 'graphql')
      .map((block) => [block.line, block] as const),
  )(
    'keeps its word in the block at line %i',
    async (_line, { language, text, answer }) => {
      if (language === 'sh') return commandsWork(text);
      const received = await platform.graphql(text);
      expect(received.errors).toBeUndefined();
      if (answer !== undefined) expect(shapeOf({ data: received.data })).toEqual(shapeOf(answer));
    },
    300_000,
  );

  it('names only files that exist', () => {
    const links = blocksFreeText().matchAll(/\]\(([^)#:]+)\)/g);
    expect([...links].map((match) => match[1] ?? '').filter((path) => !existsSync(join(projectRoot, path)))).toEqual(
      [],
    );
  });

  async function commandsWork(text: string): Promise<void> {
    for (const command of text.trim().split('\n')) {
      if (ranElsewhere.includes(command)) continue;
      const result = await run('bash', ['-c', command], {
        cwd: projectRoot,
        env: { RAPPORT_DATA: join(folder, 'data') },
      });
      expect(`${command}: ${result.code === 0 ? 'ok' : result.stdout + result.stderr}`).toBe(`${command}: ok`);
    }
  }

  async function demoLoaded(): Promise<void> {
    const deadline = Date.now() + 120_000;
    while (!platform.output().includes('To try:')) {
      if (Date.now() > deadline) throw new Error(`The demo was not loaded in time:\n${platform.output()}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  function blocksFreeText(): string {
    return readFileSync(join(projectRoot, 'README.md'), 'utf8');
  }
});
