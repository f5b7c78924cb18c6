import type { Ingest, Receipt } from '../../ingest';
import type { IntakeItem } from '../../sdk';
import { demoSeed, loadDemo } from './load-demo';

const options = { customers: 20, seed: demoSeed, until: new Date('2026-11-21T12:00:00Z') };
const nothing = { accepted: 0, repeated: 0, corrected: 0, rejected: 0, waiting: 0, filtered: 0 };

/** An intake that stores after a while, and tells what it has begun to check and what it has stored. */
function slowIntake(outcomes: () => Receipt['outcomes'] = () => []) {
  const checked: (readonly IntakeItem[])[] = [];
  const stored: (readonly IntakeItem[])[] = [];
  let underWay = 0;
  const ingest: Pick<Ingest, 'take'> = {
    take: async (items, door) => {
      underWay += 1;
      checked.push(items);
      try {
        await door.startAfter;
        await new Promise((resolve) => setTimeout(resolve, 5));
        stored.push(items);
        return { outcomes: outcomes(), counts: { ...nothing, accepted: items.length } };
      } finally {
        underWay -= 1;
      }
    },
  };
  return { ingest, checked, stored, underWay: () => underWay };
}

describe('the load of demo data', () => {
  it('checks a batch while the one before is stored, and stores them in order', async () => {
    const { ingest, checked, stored } = slowIntake();
    const ahead: number[] = [];
    const loaded = await loadDemo(ingest, options, () => ahead.push(checked.length - stored.length));
    expect(stored.length).toBeGreaterThan(2);
    expect(stored).toEqual(checked);
    expect(ahead).toEqual([...stored.slice(1).map(() => 1), 0]);
    const lines = stored.flat().map(({ position }) => position);
    expect(lines).toEqual(lines.map((_, index) => ({ line: index + 1 })));
    expect(loaded).toEqual({ records: lines.length, counts: { ...nothing, accepted: lines.length } });
  });

  it('stores nothing more once its progress is answered with an exception', async () => {
    const { ingest, stored, underWay } = slowIntake();
    const stopped = new Error('stopped');
    const loading = loadDemo(ingest, options, () => {
      throw stopped;
    });
    await expect(loading).rejects.toBe(stopped);
    expect([stored.length, underWay()]).toEqual([1, 0]);
  });

  it('ends with the record that was not accepted', async () => {
    const refused = { status: 'rejected', sourceKey: 'v-1', code: 'RECORD_MALFORMED', reason: 'No key.' };
    const { ingest, stored } = slowIntake(() => [refused] as unknown as Receipt['outcomes']);
    await expect(loadDemo(ingest, options)).rejects.toThrow(
      'Demo record v-1 was not accepted: RECORD_MALFORMED No key.',
    );
    expect(stored).toHaveLength(1);
  });
});
