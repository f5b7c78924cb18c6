import { CalmRounds, type CoreTime, coreTimeOf } from './calm-rounds';

/** A machine of whose time a share is taken in each measurement, in turn. */
function machine(shares: readonly number[]): () => CoreTime {
  let reads = 0;
  let time: CoreTime = { all: 5_000, taken: 100 };
  return () => {
    // A measurement reads before and after.
    const share = reads % 2 === 1 ? (shares[(reads - 1) / 2] ?? 0) : 0;
    if (reads % 2 === 1) time = { all: time.all + 1_000, taken: time.taken + share * 1_000 };
    reads += 1;
    return time;
  };
}

/** Measures so many rounds of two rows; answers which tries counted. */
async function measure(calm: CalmRounds, rounds: number): Promise<readonly number[]> {
  const counted: number[] = [];
  let tries = 0;
  for (let round = 0; round < rounds; round += 1) {
    const result = await calm.round(async () => {
      tries += 1;
      const own = tries;
      await calm.during('one', async () => undefined);
      return calm.during('other', async () => own);
    });
    counted.push(result);
  }
  return counted;
}

describe('rounds on a machine whose host takes time', () => {
  it('count as they are while little is taken', async () => {
    const calm = new CalmRounds(3, machine([0.01, 0.05, 0, 0.03]));
    expect(await measure(calm, 2)).toEqual([1, 2]);
    expect([calm.cell('one'), calm.cell('other')]).toEqual([['1.0 / 0.5 %'], ['5.0 / 4.0 %']]);
  });

  it('are measured again as a whole when too much is taken during one measurement', async () => {
    const calm = new CalmRounds(3, machine([0.01, 0.2, 0.02, 0.01]));
    expect(await measure(calm, 1)).toEqual([2]);
    expect([calm.cell('one'), calm.cell('other')]).toEqual([['2.0 / 2.0 %'], ['1.0 / 1.0 %']]);
  });

  it('count by the calmest try when it stays too much, and the row says so', async () => {
    const calm = new CalmRounds(2, machine([0.5, 0, 0.2, 0.1, 0, 0.3]));
    expect(await measure(calm, 1)).toEqual([2]);
    expect(calm.cell('one')).toEqual(['20.0 / 20.0 %, too much in 1']);
  });

  it('are never measured again when nobody asks for it', async () => {
    const calm = new CalmRounds(0, machine([0.5, 0.5]));
    expect(await measure(calm, 1)).toEqual([1]);
  });

  it('say nothing where the kernel does not count', async () => {
    const calm = new CalmRounds(3, () => null);
    expect(await measure(calm, 2)).toEqual([1, 2]);
    expect([calm.head, calm.cell('one')]).toEqual([[], []]);
  });
});

describe('the time of all cores', () => {
  it.each([
    ['of a kernel that counts what is taken', 'cpu  10 1 5 80 2 0 1 7 3 0\ncpu0 1 1 1 1', { all: 106, taken: 7 }],
    ['of one that does not', 'cpu  10 1 5 80\n', null],
    ['of something else', 'nothing here', null],
  ])('is read from the first line %s', (_what, text, expected) => {
    expect(coreTimeOf(text)).toEqual(expected);
  });
});
