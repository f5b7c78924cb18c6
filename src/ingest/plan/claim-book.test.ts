import { keyOf } from '../normalise/prepared';
import { type Claim, ClaimBook } from './claim-book';

const key = { source: 'calls', sourceKey: 'a', kind: 'interaction' } as const;
const stored: Claim = {
  ...key,
  hash: 'A',
  revision: 1,
  customerId: 1,
  subjectId: 'id-1',
  retracted: false,
  parts: null,
  reportedBy: null,
  arrivedAt: new Date('2026-04-01T12:00:00Z'),
};
const item = (hash: string, repeats: 'correct' | 'conflict' = 'correct') => ({
  ...{ key: keyOf(key), hash, repeats },
  reporter: null,
});

describe('the keys of a batch', () => {
  it('take a new key as revision 1', () => {
    expect(new ClaimBook([]).judge(item('A'))).toEqual({ action: 'add', revision: 1, previous: null });
  });

  it('know a repeat, stored or earlier in the batch', () => {
    expect(new ClaimBook([stored]).judge(item('A'))).toEqual({ action: 'repeat', claim: stored });
    const book = new ClaimBook([]);
    book.accept(keyOf(stored), stored);
    expect(book.judge(item('A'))).toMatchObject({ action: 'repeat' });
  });

  it('correct another body, or refuse it where the door says so', () => {
    const book = new ClaimBook([stored]);
    expect(book.judge(item('B'))).toEqual({ action: 'add', revision: 2, previous: stored });
    expect(book.judge(item('B', 'conflict'))).toEqual({ action: 'refuse', code: 'SOURCE_KEY_CONFLICT' });
  });

  it('leave what came last in its place when something older comes late', () => {
    const book = new ClaimBook([stored]);
    const late = (at: string) => ({ ...item('B'), arrivedAt: new Date(at) });
    const overtaken = { action: 'refuse', code: 'SOURCE_KEY_OVERTAKEN' };
    expect(book.judge(late('2026-04-01T11:59:59Z'))).toEqual(overtaken);
    expect(book.judge(late('2026-04-01T12:00:00Z'))).toMatchObject({ action: 'add', revision: 2 });
    expect(book.judge({ ...late('2026-04-01T11:59:59Z'), hash: 'A' })).toMatchObject({ action: 'repeat' });
    const unknown = new ClaimBook([{ ...stored, arrivedAt: null }]);
    expect(unknown.judge(late('2026-04-01T11:59:59Z'))).toMatchObject({ action: 'add' });
  });

  it('take A, B, A as two corrections', () => {
    const book = new ClaimBook([stored]);
    book.accept(keyOf(stored), { ...stored, hash: 'B', revision: 2, subjectId: 'id-2' });
    expect(book.judge(item('A'))).toMatchObject({ action: 'add', revision: 3, previous: { subjectId: 'id-2' } });
  });

  it('refuse a retracted body and let another one live', () => {
    const book = new ClaimBook([{ ...stored, retracted: true }]);
    expect(book.judge(item('A'))).toEqual({ action: 'refuse', code: 'SOURCE_KEY_RETRACTED' });
    expect(book.judge(item('B', 'conflict'))).toEqual({ action: 'refuse', code: 'SOURCE_KEY_RETRACTED' });
    expect(book.judge(item('B'))).toMatchObject({ action: 'add', revision: 2 });
  });

  it('list what is to be written once per key, sorted, with the revision the store must still hold', () => {
    const book = new ClaimBook([stored]);
    book.accept(keyOf(stored), { ...stored, hash: 'B', revision: 2 });
    book.accept(keyOf(stored), { ...stored, hash: 'C', revision: 3 });
    book.accept('0', { ...stored, sourceKey: '0', revision: 1 });
    expect(book.changes().map((change) => [change.sourceKey, change.revision, change.storedRevision])).toEqual([
      ['0', 1, 0],
      ['a', 3, 1],
    ]);
  });
});
