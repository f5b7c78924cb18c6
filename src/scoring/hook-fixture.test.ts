import { definePlugin, Field, Float, Interaction, ObjectType, type ScoringHook, z } from '../sdk';
import { fixedClock } from '../shared/clock';
import { type TestDatabase, testDatabase } from '../testing';
import { checkHooks } from './hook-fixture';

@ObjectType({ implements: Interaction, description: 'A visit.' })
class FixtureVisit extends Interaction {
  @Field(() => Float, { description: 'Minutes.' })
  minutes!: number;
}

const plugin = (version: string, score: ScoringHook) =>
  definePlugin({
    id: 'fixture',
    version,
    title: 'Fixture',
    description: 'For tests.',
    engine: '^0.1.0',
    contribute: () => ({
      interactions: [
        {
          id: 'fixture.visit',
          title: 'Visit',
          channel: 'fixture',
          direction: 'mutual',
          graphql: FixtureVisit,
          details: z.strictObject({ minutes: z.number() }),
          samples: [{ minutes: 10 }],
        },
      ],
      score,
    }),
  })();

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const clock = fixedClock('2026-11-21T12:00:00Z');
const start = (version: string, amount: number) =>
  checkHooks({
    database,
    clock,
    registry: { plugins: [plugin(version, () => [{ signal: 'fixture.talked', amount }])] },
  });

describe('the hook of a plugin version', () => {
  it('may start again as it is, and may change with its version', async () => {
    await start('1.0.0', 1);
    await start('1.0.0', 1);
    await start('1.1.0', 2);
    await start('1.0.0', 1);
  });

  it('is refused when it says something else under the same version', async () => {
    await expect(start('1.0.0', 2)).rejects.toMatchObject({
      code: 'HOOK_CHANGED_WITHOUT_VERSION',
      message: expect.stringMatching(/fixture 1\.0\.0 .*Raise the version/),
    });
  });
});
