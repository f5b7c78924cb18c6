import { Readable } from 'node:stream';
import {
  call,
  customer,
  items,
  mutationDoor,
  openIntake,
  rowsOf,
  type TestIntake,
} from '../../../test/helpers/intake-fixture';
import type { Importer, IntakeItem } from '../../sdk';
import { type TestDatabase, testDatabase } from '../../testing';
import type { Door, Ingest } from '../ingest';
import { setAsideOfRun } from './import-run.store';
import { type ImportRequest, runImport } from './run-import';

/** One item per line: the number of a call, `bad` for a row that cannot be read, `lost` for an unknown customer. */
const importer: Importer = {
  id: 'call.lines',
  title: 'Lines',
  format: 'lines',
  repeats: 'correct',
  async *read(input): AsyncGenerator<IntakeItem> {
    let line = 0;
    for (const text of (await input.toArray()).join('').split('\n')) {
      line += 1;
      const position = { line, raw: text };
      if (text === 'fault') throw new Error('the file ends in the middle');
      if (text === 'bad') yield { rejected: { code: 'ROW_UNREADABLE', reason: 'bad, "very" bad' }, position };
      else yield { record: call(`line${text}`, text === 'lost' ? 'lost' : 'one'), position };
    }
  },
};

const registry = { importers: new Map([[importer.id, { owner: { id: 'call', version: '1.0.0' }, value: importer }]]) };

describe('an import', () => {
  let database: TestDatabase;
  let ingest: TestIntake;
  beforeAll(async () => {
    database = await testDatabase();
    ingest = await openIntake(database);
    await ingest.take(items(customer('one')), mutationDoor);
  });
  afterAll(() => database.close());
  const request = (digest: string, content: string, more: Partial<ImportRequest> = {}): ImportRequest => ({
    importer,
    fileName: `${digest}.txt`,
    fileDigest: digest,
    options: {},
    batchSize: 2,
    open: () => Readable.from([content]),
    ...more,
  });
  const importing = (given: ImportRequest, through: Pick<Ingest, 'take'> = ingest) =>
    runImport({ database, ingest: through, clock: ingest.clock, registry }, given);
  const runs = (digest: string) =>
    rowsOf(
      database,
      `select state, items_done, accepted, finished_at is not null as ended from core.import_run where file_digest = $1 order by started_at, items_done`,
      digest,
    );

  it('counts what became of the items and keeps what was set aside for its report', async () => {
    const seen: number[] = [];
    const result = await importing(
      request('whole', '1\nbad\n2\nlost\n3', { onProgress: ({ items: n }) => seen.push(n) }),
    );
    expect(result).toMatchObject({
      state: 'finished',
      resumedAfter: 0,
      counts: { accepted: 3, repeated: 0, corrected: 0, rejected: 1, waiting: 1, filtered: 0 },
    });
    expect(seen).toEqual([2, 2, 1]);
    expect(await runs('whole')).toEqual([{ state: 'finished', items_done: 5, accepted: 3, ended: true }]);
    const rejected = await setAsideOfRun(database.reader(), result.runId, 'rejected', null, 10);
    expect(rejected).toMatchObject([{ line: 2, code: 'ROW_UNREADABLE', raw: 'bad' }]);
    const waiting = await setAsideOfRun(database.reader(), result.runId, 'waiting', null, 10);
    expect(waiting).toMatchObject([{ line: 4, code: 'CUSTOMER_UNKNOWN', raw: 'lost' }]);
    expect(await setAsideOfRun(database.reader(), result.runId, 'waiting', waiting[0] ?? null, 10)).toEqual([]);
  });

  it('that finished goes through all rows again as a new run, and they are repeats', async () => {
    const result = await importing(request('whole', '1\nbad\n2\nlost\n3'));
    expect(result.counts).toMatchObject({ accepted: 0, repeated: 3, rejected: 1, waiting: 1 });
    expect(await runs('whole')).toHaveLength(2);
    expect(await rowsOf(database, `select line from core.intake_set_aside order by 1`)).toEqual([
      { line: 2 },
      { line: 4 },
    ]);
  });

  it('that a fault ended goes on at the committed position', async () => {
    await expect(importing(request('torn', '11\n12\n13\nfault'))).rejects.toThrow('in the middle');
    expect(await runs('torn')).toEqual([{ state: 'failed', items_done: 2, accepted: 2, ended: false }]);
    const result = await importing(request('torn', '11\n12\n13\n14'));
    expect(result).toMatchObject({ resumedAfter: 2, counts: { accepted: 4, repeated: 0 } });
    expect(await runs('torn')).toEqual([{ state: 'finished', items_done: 4, accepted: 4, ended: true }]);
  });

  it('that was told to stop ends after a batch and goes on later', async () => {
    const controller = new AbortController();
    const stopping = request('stopped', '21\n22\n23\n24\n25', {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    const first = await importing(stopping);
    expect(first.state).toBe('interrupted');
    expect(await runs('stopped')).toMatchObject([{ state: 'running', ended: false }]);
    const second = await importing(request('stopped', '21\n22\n23\n24\n25'));
    expect(second).toMatchObject({ state: 'finished', runId: first.runId, counts: { accepted: 5, repeated: 0 } });
    expect(second.resumedAfter).toBeGreaterThan(0);
  });

  it('of the same file by two processes at once: one goes on, the other says so, nothing is doubled', async () => {
    const content = Array.from({ length: 30 }, (_, n) => `x${n}`).join('\n');
    const answers = await Promise.allSettled([
      importing(request('twice', content)),
      importing(request('twice', content)),
    ]);
    const refused = answers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.length).toBeLessThanOrEqual(1);
    for (const { reason } of refused) expect(reason).toMatchObject({ code: 'CONFLICT' });
    const last = await importing(request('twice', content));
    expect(
      await rowsOf(database, `select count(*)::int as n from core.interaction where source_key like 'linex%'`),
    ).toEqual([{ n: 30 }]);
    expect(last.state).toBe('finished');
  });

  it('with other options is another run', async () => {
    await importing(request('options', '31'));
    expect(await importing(request('options', '31', { options: { salt: 'x' } }))).toMatchObject({ resumedAfter: 0 });
    expect(await runs('options')).toHaveLength(2);
  });

  it('checks the next batch while one is stored, and stores them one after the other', async () => {
    const events: string[] = [];
    const watching: Pick<Ingest, 'take'> = {
      take: async (given, door: Door) => {
        events.push(`check ${given.length}`);
        await door.startAfter;
        events.push('store');
        const receipt = await ingest.take(given, door);
        events.push('stored');
        return receipt;
      },
    };
    await importing(request('ahead', '41\n42\n43\n44\n45'), watching);
    expect(events.filter((event) => event !== 'check 2' && event !== 'check 1')).toEqual([
      'store',
      'stored',
      'store',
      'stored',
      'store',
      'stored',
    ]);
    expect(events.indexOf('check 1')).toBeLessThan(events.lastIndexOf('store'));
  });
});
