import { chooseLane, countQuick, type LaneState } from './lane-choice';
import { Pace } from './pace';

const pace = new Pace();
pace.note('quick', 2);
pace.note('slow', 80);
const moment = { pace, now: 1_000 };

/** A lane whose statement has run for so long. */
const lane = (underWay: readonly (string | undefined)[], running = 1, fault: Error | null = null): LaneState => ({
  ...{ underWay, since: moment.now - running, fault },
});

describe('the lane for the next statement', () => {
  it.each<[string, readonly LaneState[], number | null]>([
    ['an idle one before all others', [lane(['quick']), lane([]), lane(['quick'])], 1],
    ['the one with the fewest before it', [lane(['quick', 'quick']), lane(['quick']), lane(['quick', 'quick'])], 1],
    ['of those the one that has run the longest', [lane(['quick'], 1), lane(['quick'], 3), lane(['quick'], 2)], 1],
    ['none that is full', [lane(['quick', 'quick', 'quick'])], null],
    ['none with a slow statement, whether it runs or waits', [lane(['slow']), lane(['quick', 'slow'])], null],
    ['none with one of which nothing is known', [lane(['never seen']), lane([undefined])], null],
    ['none that is late, however quick it has been', [lane(['quick'], 11)], null],
    ['another than the late one, even behind more', [lane(['quick'], 11), lane(['quick', 'quick'], 9)], 1],
    ['none that is broken', [lane([], 0, new Error('gone'))], null],
  ])('is %s', (_what, lanes, expected) => {
    expect(chooseLane(lanes, 3, moment)).toBe(expected === null ? null : lanes[expected]);
  });
});

describe('lanes that will soon be free', () => {
  it('are those whose statements are all known as quick, and none of them late', () => {
    const lanes = [lane(['quick', 'quick']), lane(['quick', 'slow']), lane(['quick'], 11), lane([undefined])];
    expect(countQuick(lanes, moment)).toBe(1);
  });
});
