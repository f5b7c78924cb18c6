import { PassThrough, Readable } from 'node:stream';
import { createIsolation, type Isolation, installIsolation } from '../../isolation';
import { coreOwnerId } from '../../kernel';
import type { Importer, IntakeItem } from '../../sdk';
import { readItems } from './read-file';

const rejection = (line: number): IntakeItem => ({
  rejected: { code: 'ROW_UNREADABLE', reason: 'bad' },
  position: { line },
});

interface Reading {
  readonly isolation: Isolation;
  /** Lines of the items that were read before the fault, if there was one. */
  readonly lines: readonly number[];
  readonly fault: unknown;
}

interface Given {
  readonly owner?: string;
  readonly input?: Readable;
  readonly timeLimit?: number;
}

async function read(
  given: Importer['read'],
  { owner = 'sms', input = Readable.from(['a file']), timeLimit = 10_000 }: Given = {},
): Promise<Reading> {
  const importer: Importer = { id: `${owner}.file`, title: 'File', format: 'any', repeats: 'correct', read: given };
  const registry = { importers: new Map([[importer.id, { owner: { id: owner, version: '1.0.0' }, value: importer }]]) };
  const isolation = createIsolation({ policies: { import: { timeLimit } } });
  installIsolation(registry, isolation);
  const lines: number[] = [];
  try {
    for await (const items of readItems({ registry, importer }, input, { name: 'file', options: {} })) {
      lines.push(...items.map(({ position }) => position.line));
    }
    return { isolation, lines, fault: null };
  } catch (fault) {
    return { isolation, lines, fault };
  }
}

const thrower = (thrown: unknown): Importer['read'] =>
  async function* () {
    yield rejection(1);
    throw thrown;
  };

describe('reading a file by an importer', () => {
  it('brings all items in order and shows in the slot of the importer', async () => {
    const { lines, fault, isolation } = await read(async function* (input) {
      yield* (await input.toArray()).length === 1 ? Array.from({ length: 250 }, (_, line) => rejection(line)) : [];
    });
    expect([fault, lines]).toEqual([null, Array.from({ length: 250 }, (_, line) => line)]);
    expect(isolation.reportsOf('sms')).toMatchObject([{ kind: 'import', name: 'sms.file', calls: 3, errors: 0 }]);
  });

  it.each([
    ['an error', new Error('line 7 is odd'), 'line 7 is odd'],
    ['a text', 'line 7 is odd', 'line 7 is odd'],
    ['nothing', undefined, 'The plugin sms failed'],
    ['an object without a prototype', Object.create(null), 'cannot even be looked at'],
  ])('gives what came before a throw of %s, then says which importer failed and why', async (_what, thrown, said) => {
    const { lines, fault, isolation } = await read(thrower(thrown));
    expect(lines).toEqual([1]);
    expect(fault).toMatchObject({
      code: 'PLUGIN_FAILED',
      details: { plugin: 'sms' },
      message: expect.stringContaining(said),
    });
    expect(isolation.reportsOf('sms')).toMatchObject([{ errors: 1 }]);
  });

  it('is given up when no item comes, and the file is let go', async () => {
    const input = new PassThrough();
    const { fault, isolation } = await read(
      async function* () {
        yield rejection(1);
        await new Promise(() => undefined);
      },
      { input, timeLimit: 50 },
    );
    expect(fault).toMatchObject({ code: 'PLUGIN_TIMEOUT', details: { plugin: 'sms', retryable: true } });
    expect(input.destroyed).toBe(true);
    expect(isolation.reportsOf('sms')).toMatchObject([{ timeouts: 1 }]);
  });

  it.each([
    ['nothing', null],
    ['no position', { record: {} }],
    ['a line that is none', { record: {}, position: { line: Number.NaN } }],
    ['a rejection without a code', { rejected: { reason: 'bad' }, position: { line: 1 } }],
  ])('fails at an item that is %s', async (_what, item) => {
    const { fault } = await read(async function* () {
      yield item as unknown as IntakeItem;
    });
    expect(fault).toMatchObject({ code: 'PLUGIN_FAILED' });
  });

  it('does not blame the importer for a file that cannot be read', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('the disk is gone'));
      },
    });
    const { fault, isolation } = await read(
      async function* (input) {
        for await (const chunk of input) yield rejection(String(chunk).length);
      },
      { input: broken },
    );
    expect(fault).toMatchObject({ message: 'the disk is gone' });
    expect(isolation.reportsOf('sms')).toMatchObject([{ calls: 1, errors: 0 }]);
  });

  it('passes on what an importer refuses, and has no limits for those of the core', async () => {
    const slow: Importer['read'] = async function* () {
      await new Promise((resolve) => setTimeout(resolve, 80));
      yield rejection(1);
    };
    expect(await read(slow, { owner: coreOwnerId, timeLimit: 20 })).toMatchObject({ lines: [1], fault: null });
  });
});
