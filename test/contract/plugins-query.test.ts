import { execute, parse } from 'graphql';
import { installSources } from '../../src/execution';
import { createKernel } from '../../src/kernel';
import { countOf, Field, Int, ObjectType, summary } from '../../src/sdk';
import { fixturePlatformVersion, fixturePlugin } from '../fixtures/plugins/fixture-plugin';
import * as parts from '../fixtures/plugins/sound-parts';

@ObjectType({ description: 'Figures of the fixture.' })
class FixtureFigures {
  @Field(() => Int, { description: 'How many calls.' })
  calls!: number;
}

/** Fills every slot a plugin may fill. */
const everything = fixturePlugin({
  contributions: {
    ...parts.calls,
    types: [FixtureFigures],
    fields: [parts.field({ type: () => FixtureFigures, source: summary({ calls: countOf('fixture.call') }) })],
    signals: [parts.signal()],
    costs: [parts.cost()],
    adoption: [parts.evidence()],
    score: ({ type, brand }) =>
      type === 'fixture.call'
        ? [
            {
              ...{ signal: 'fixture.talk', amount: 1, minutes: 15 },
              ...(brand === undefined ? {} : { adoption: { evidence: 'fixture.asked', brand } }),
            },
          ]
        : [],
    webHooks: [parts.webHook()],
    importers: [parts.importer()],
    measures: [parts.measure()],
    jobs: [parts.job()],
    storage: parts.storage(),
  },
});

describe('Query.plugins', () => {
  const kernel = createKernel({
    platformVersion: fixturePlatformVersion,
    coreModules: [],
    plugins: [everything],
    installSources,
  });
  const document = parse(
    '{ plugins { id version state health { faultCount lastFaultAt } faults { code count } contributions { channels ' +
      'interactionTypes types fields signals adoptionEvidence webHooks importers measures jobs tables permissions } } }',
  );
  const reader = {
    query: async () => {
      throw new Error('The registry is asked, never the database.');
    },
  };
  const ask = async (): Promise<unknown> => {
    const principal = { subject: 'test', name: 'Test', roles: ['admin'] };
    const contextValue = { reader, principal, now: new Date('2026-11-21T12:00:00Z'), requestId: 'test' };
    const { data, errors } = await execute({ schema: kernel.schema, document, contextValue });
    expect(errors).toBeUndefined();
    return JSON.parse(JSON.stringify(data));
  };

  it('answers what a plugin contributes, without a statement', async () => {
    expect(await ask()).toEqual({
      plugins: [
        {
          id: 'fixture',
          version: '1.0.0',
          state: 'HEALTHY',
          health: { faultCount: 0, lastFaultAt: null },
          faults: [],
          contributions: {
            channels: ['fixture'],
            interactionTypes: ['fixture.call'],
            types: ['FixtureCall', 'FixtureFigures'],
            fields: ['Customer.fixture'],
            signals: ['fixture.talk'],
            adoptionEvidence: ['fixture.asked'],
            webHooks: ['fixture/events'],
            importers: ['fixture.calls'],
            measures: ['fixture.minutes'],
            jobs: ['fixture.tidy'],
            tables: ['plugin_fixture.note'],
            permissions: [],
          },
        },
      ],
    });
  });

  it('tells of the faults a plugin shows while running', async () => {
    kernel.health.report('fixture', {
      code: 'SIGNAL_UNDECLARED',
      message: 'It reported a signal that it does not declare.',
      at: new Date('2026-11-21T11:00:00Z'),
    });

    expect(await ask()).toMatchObject({
      plugins: [
        {
          state: 'FAULTY',
          health: { faultCount: 1, lastFaultAt: '2026-11-21T11:00:00.000Z' },
          faults: [{ code: 'SIGNAL_UNDECLARED', count: 1 }],
        },
      ],
    });
  });
});
