import { inOrder, oneAtATime, type Turn } from './in-order';

const soon = () => new Promise((resolve) => setImmediate(resolve));

/** Pieces from 0 to the end, three at a time unless said otherwise, that are over after as many moments as they are told. */
async function run(pieces: number, momentsOf: (piece: number) => number, atATime = () => 3) {
  const [started, ended]: [number[], number[]] = [[], []];
  let most = 0;
  await inOrder(atATime, 0, async ({ start, started: next, earlierEnded }: Turn) => {
    const piece = await start;
    next(piece + 1);
    if (piece >= pieces) return false;
    started.push(piece);
    most = Math.max(most, started.length - ended.length);
    for (let moment = 0; moment < momentsOf(piece); moment += 1) await soon();
    await earlierEnded;
    ended.push(piece);
    return true;
  });
  return { started, ended, most };
}

describe('pieces of work in order', () => {
  it('start and end one after another, however long each takes', async () => {
    const { started, ended, most } = await run(20, (piece) => (piece * 7) % 5);
    expect(ended).toEqual(Array.from({ length: 20 }, (_, piece) => piece));
    expect(started).toEqual(ended);
    expect(most).toBe(3);
  });

  it('come down to one at a time when asked to, and up again', async () => {
    let asked = 0;
    const wanted: number[] = [];
    const { most, ended } = await run(
      12,
      () => 3,
      () => {
        asked += 1;
        const lanes = asked < 6 ? 0 : 2;
        wanted.push(lanes);
        return lanes;
      },
    );
    expect(ended).toHaveLength(12);
    expect(most).toBe(2);
    expect(new Set(wanted)).toEqual(new Set([0, 2]));
  });

  it('fail with the piece that fails, and those after it do not end', async () => {
    const ended: number[] = [];
    const running = inOrder(
      () => 2,
      0,
      async ({ start, started, earlierEnded }) => {
        const piece = await start;
        started(piece + 1);
        await soon();
        if (piece === 2) throw new Error('piece 2');
        await earlierEnded;
        ended.push(piece);
        return true;
      },
    );
    await expect(running).rejects.toThrow('piece 2');
    await soon();
    expect(ended).toEqual([0, 1]);
  });
});

describe('work one at a time', () => {
  it('waits for what was given before, fails by itself, and hinders nothing after it', async () => {
    const alone = oneAtATime();
    let running = 0;
    let most = 0;
    const work = (name: string) => async () => {
      running += 1;
      most = Math.max(most, running);
      await soon();
      running -= 1;
      if (name === 'b') throw new Error(name);
      return name;
    };
    const [a, b, c] = [alone(work('a')), alone(work('b')), alone(work('c'))];
    await expect(b).rejects.toThrow('b');
    expect([await a, await c, most]).toEqual(['a', 'c', 1]);
  });
});
