import { execute, parse } from 'graphql';
import { installSources } from '../../src/execution';
import { bootPlugins, createKernel, loadPlugins } from '../../src/kernel';
import { countOf, errorCodes, Field, Int, ObjectType, summary } from '../../src/sdk';
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

  it('tells the words of faults and where plugins lie to those who administer, to others the meaning of the code', async () => {
    const { loaded } = await loadPlugins([{ use: './nowhere', policy: 'optional' }], {
      workingDirectory: __dirname,
      platformDirectory: __dirname,
    });
    const booted = bootPlugins({
      ...{ platformVersion: fixturePlatformVersion, coreModules: [], loaded, installSources },
      administers: ({ roles }) => roles.includes('admin'),
    });
    const told = async (role: string): Promise<unknown> => {
      const principal = { subject: 'test', name: 'Test', roles: [role] };
      const { data, errors } = await execute({
        schema: booted.kernel.schema,
        document: parse(
          '{ plugins { id state policy version faults { code message phase } start { configuredAs file } } }',
        ),
        contextValue: { reader, principal, now: new Date('2026-11-21T12:00:00Z'), requestId: 'test' },
      });
      expect(errors).toBeUndefined();
      return JSON.parse(JSON.stringify(data)).plugins[0];
    };
    const common = { id: './nowhere', state: 'LEFT_OUT', policy: 'OPTIONAL', version: null };
    expect(await told('admin')).toEqual({
      ...common,
      faults: [{ code: 'PLUGIN_NOT_FOUND', message: expect.stringContaining(__dirname), phase: 'RESOLVE' }],
      start: { configuredAs: './nowhere', file: null },
    });
    expect(await told('rep')).toEqual({
      ...common,
      faults: [{ code: 'PLUGIN_NOT_FOUND', message: errorCodes.PLUGIN_NOT_FOUND, phase: 'RESOLVE' }],
      start: null,
    });
  });
});
