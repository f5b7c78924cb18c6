import fc from 'fast-check';
import { expectClose } from '../../test/helpers/value-vectors';
import { defaultParameters } from '../value/model/default-parameters';
import { climb, type LadderItem, type LadderState, type ReachedStage } from './ladder';

const parameters = defaultParameters.adoption;

type Given = readonly [at: number, id: string, stage: ReachedStage, points: number, confirming: boolean];

const items = (given: readonly Given[]): readonly LadderItem[] =>
  given.map(([at, id, stage, points, confirming]) => ({ at, id, stage, points, confirming }));

function expectTimeline(state: LadderState, expected: readonly (readonly [number, number, string])[]): void {
  const causes = state.steps.map(({ cause }) => ('item' in cause ? cause.item : `faded ${cause.faded}`));
  expect(state.steps.map(({ stage }, index) => [stage, causes[index]])).toEqual(
    expected.map(([, stage, cause]) => [stage, cause]),
  );
  for (const [index, [at]] of expected.entries()) expectClose(state.steps[index]?.at, at);
}

function expectMass(state: LadderState, expected: readonly [number, number, number, number]): void {
  for (const [index, mass] of expected.entries()) expectClose(state.mass[(index + 1) as ReachedStage], mass);
}

const upToTrial: readonly Given[] = [
  [0, 'visit', 1, 3, true],
  [40, 'download', 3, 2, false],
  [60, 'sample', 3, 1.5, false],
  [90, 'trial', 3, 2, true],
];

describe('the adoption ladder', () => {
  it('D-1: climbs to educated, then fades step by step', () => {
    const evidence: readonly Given[] = [
      [0, 'visit', 1, 2, true],
      [10, 'open', 1, 0.5, false],
      [20, 'event', 1, 2, true],
      [30, 'quiz', 2, 3, true],
    ];
    const state = climb(items(evidence), parameters, 1000);
    expectTimeline(state, [
      [20, 1, 'event'],
      [30, 2, 'quiz'],
      [608.511313, 1, 'faded 2'],
      [893.804563, 0, 'faded 1'],
    ]);
    expectMass(state, [0.664355, 0.475471, 0, 0]);
    expect(state.stage).toBe(0);
    expect(state.fallsBackAt).toBeNull();
  });

  it('D-1: knows beforehand when it would fall back', () => {
    const state = climb(items([[30, 'quiz', 2, 3, true]]), parameters, 31);
    expect(state.stage).toBe(2);
    expectClose(state.fallsBackAt ?? undefined, 608.511313);
  });

  it('D-2: waits for a confirmation, then skips a step', () => {
    const state = climb(items(upToTrial), parameters, 100);
    expectTimeline(state, [
      [0, 1, 'visit'],
      [90, 3, 'trial'],
    ]);
    expectMass(state, [2.041185, 0, 5.137275, 0]);
    expect(climb(items(upToTrial), parameters, 89).stage).toBe(1);
  });

  it('D-3: steps down once when counter-evidence outweighs what spoke for the stage', () => {
    const evidence: readonly Given[] = [...upToTrial, [95, 'switched', 3, -4, true], [98, 'disagrees', 3, -3, true]];
    const state = climb(items(evidence), parameters, 100);
    expectTimeline(state, [
      [0, 1, 'visit'],
      [90, 3, 'trial'],
      [98, 2, 'disagrees'],
    ]);
    expectMass(state, [2.041185, 2.988627, 0, 0]);
  });

  it('takes no counter-evidence as a confirmation', () => {
    const state = climb(
      items([
        [0, 'tool', 3, 6, false],
        [1, 'doubts', 3, -1, true],
      ]),
      parameters,
      2,
    );
    expect(state.stage).toBe(0);
  });

  it('forgets a confirmation after two half-lives', () => {
    const late: readonly Given[] = [
      [0, 'said', 1, 2, true],
      [361, 'open', 1, 5, false],
    ];
    expect(climb(items(late), parameters, 400).stage).toBe(0);
    expect(climb(items([[1, 'said', 1, 2, true], ...late.slice(1)]), parameters, 400).stage).toBe(1);
  });

  it('sees nothing of evidence that lies ahead', () => {
    expect(climb(items(upToTrial), parameters, -1)).toEqual({
      stage: 0,
      steps: [],
      mass: { 1: 0, 2: 0, 3: 0, 4: 0 },
      fallsBackAt: null,
    });
  });
});

describe('the laws of the ladder', () => {
  const item = fc.record({
    at: fc.integer({ min: 0, max: 1500 }),
    id: fc.uuid(),
    stage: fc.constantFrom<ReachedStage>(1, 2, 3, 4),
    // Tenths: among all doubles of a range most are next to nothing, and hardly any evidence would reach a stage.
    points: fc.integer({ min: -15, max: 40 }).map((tenths) => tenths / 10),
    confirming: fc.boolean(),
  });
  const evidence = fc.uniqueArray(item, { selector: ({ id }) => id, maxLength: 30 });

  it('the order of arrival does not matter', () => {
    const shuffled = evidence.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, others]) => {
        expect(climb(others, parameters, 1600)).toEqual(climb(list, parameters, 1600));
      }),
      { numRuns: 300 },
    );
  });

  it('stages change only at evidence or at computed fade times', () => {
    fc.assert(
      fc.property(evidence, (list) => {
        const known = new Map(list.map(({ id, at }) => [id, at]));
        let stage = 0;
        for (const step of climb(list, parameters, 3000).steps) {
          if ('item' in step.cause) expect(known.get(step.cause.item)).toBe(step.at);
          else expect([step.cause.faded, step.stage]).toEqual([stage, stage - 1]);
          stage = step.stage;
        }
      }),
    );
  });

  it('the date of falling back holds when nothing more is learned; who has none stands on stage 0', () => {
    const asked = fc
      .tuple(evidence, fc.integer({ min: 0, max: 120 }))
      .map(([list, later]) => ({ list, at: Math.max(0, ...list.map(({ at }) => at)) + later }));
    fc.assert(
      fc.property(asked, ({ list, at }) => {
        const { stage, fallsBackAt } = climb(list, parameters, at);
        if (fallsBackAt === null) return expect(stage).toBe(0);
        expect(stage).toBeGreaterThan(0);
        expect(fallsBackAt).toBeGreaterThanOrEqual(at);
        expect(climb(list, parameters, fallsBackAt).stage).toBe(stage);
        expect(climb(list, parameters, fallsBackAt + 1e-6).stage).toBe(stage - 1);
      }),
      { numRuns: 300 },
    );
  });
});
