import { expectClose } from '../../test/helpers/value-vectors';
import { durability } from './durability';
import { defaultParameters } from './model/default-parameters';
import { reciprocity } from './reciprocity';
import { service } from './service';

const unit = (value: number): ReadonlyMap<string, number> => new Map([['all', value]]);

describe('reciprocity', () => {
  it.each([
    [
      'B-1',
      30,
      20,
      { m: 0.816497, in: 0.314342, out: 0.502154, balance: 0.979796, volume: 0.833333, direction: 0.166667 },
    ],
    ['B-2', 10, 90, { m: 0.545455, in: 0.63004, out: -0.084586, balance: 0.6, volume: 0.909091, direction: -0.727273 }],
    ['B-3', 0, 25, { m: 0, in: 0, out: 0, balance: 0, volume: 0.714286, direction: -0.714286 }],
  ] as const)('%s: weighs %d units from the customer against %d from us', (_id, inbound, outbound, expected) => {
    const result = reciprocity(unit(inbound), unit(outbound), 10);
    expectClose(result.value / 100, expected.m);
    expectClose(result.inbound.value / 100, expected.in);
    expectClose(result.outbound.value / 100, expected.out);
    expectClose(result.balance, expected.balance);
    expectClose(result.volume, expected.volume);
    expectClose(result.direction, expected.direction);
    expectClose(result.inbound.value + result.outbound.value, result.value, 1e-12);
  });

  it('shares a side in proportion to the units of its leaves', () => {
    const { inbound } = reciprocity(
      new Map([
        ['a', 10],
        ['b', 20],
      ]),
      unit(20),
      10,
    );
    expectClose(inbound.leaves.get('a'), 31.4342 / 3, 1e-5);
    expectClose((inbound.leaves.get('a') ?? 0) * 2, inbound.leaves.get('b') ?? 0, 1e-12);
  });

  it('is nothing when nobody says anything', () => {
    expect(reciprocity(new Map(), new Map(), 10)).toMatchObject({ value: 0, balance: 0, volume: 0, direction: 0 });
  });
});

describe('service', () => {
  const { service: parameters } = defaultParameters;

  it('B-4: judges answered, late and unanswered requests and leaves a pending one out', () => {
    const requests = [
      { id: 'q1', ageDays: 0, latencyDays: 1 },
      { id: 'q2', ageDays: 0, latencyDays: 3 },
      { id: 'q3', ageDays: 30, latencyDays: null },
      { id: 'q4', ageDays: 4, latencyDays: null },
    ];
    const needs = [
      { id: 'n1', ageDays: 0, met: 1 },
      { id: 'n2', ageDays: 180, met: 0 },
      { id: 'n3', ageDays: 0, met: 0.5 },
    ];
    const { value, lines } = service(requests, needs, parameters);
    expectClose(value, 6.670906);
    const expected = { q1: 10.22307, q2: 0, q3: -9.10772, n1: 11.111111, n2: -5.555556, n3: 0 };
    expect([...lines.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [id, line] of Object.entries(expected)) expectClose(lines.get(id), line);
  });

  it('is neutral without data', () => {
    expect(service([], [], parameters).value).toBe(0);
  });
});

describe('durability', () => {
  const { durability: parameters } = defaultParameters;

  it('B-5: adds up tenure, diversity, continuity and threading', () => {
    const result = durability(
      {
        tenureDays: 730,
        channels: new Map([
          ['rep', 30],
          ['email', 10],
          ['web', 20],
        ]),
        actors: new Map([
          ['r1', 2],
          ['r2', 1],
        ]),
        activePeriods: Array.from({ length: 9 }, (_, index) => `period ${index}`),
      },
      parameters,
    );
    expectClose(result.tenure / 25, 0.5);
    expectClose(result.diversity.value / 25, 0.611111);
    expectClose(result.threading.value / 25, 0.444444);
    expectClose(result.continuity.value / 25, 0.692308);
    expectClose(result.value, 56.196581);
  });

  it('is nothing without evidence, and gives nothing to what hangs on one channel or person', () => {
    const nothing = { tenureDays: 0, channels: new Map(), actors: new Map(), activePeriods: [] };
    expect(durability(nothing, parameters).value).toBe(0);
    const one = {
      ...nothing,
      channels: new Map([
        ['web', 5],
        ['rep', -3],
      ]),
      actors: unit(4),
    };
    expect(durability(one, parameters).value).toBe(0);
  });
});
