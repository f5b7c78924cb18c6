import { fixturePlatformVersion, fixturePlugin } from '../../../test/fixtures/plugins/fixture-plugin';
import * as parts from '../../../test/fixtures/plugins/sound-parts';
import { definePlugin, Field, Int, ObjectType, type PluginFactory, z } from '../../sdk';
import { loadPlugins, type PluginConfiguration } from '../load/load-plugins';
import { bootPlugins, type PluginBoot } from './boot';
import { bootReportText } from './report-text';

const places = { workingDirectory: __dirname, platformDirectory: __dirname };

async function boot(configured: readonly PluginConfiguration[]): Promise<PluginBoot> {
  const { loaded } = await loadPlugins(configured, places);
  return bootPlugins({ platformVersion: fixturePlatformVersion, coreModules: [], loaded });
}

type Changes = Parameters<typeof fixturePlugin>[0];
const factory = (changes: Changes = {}): PluginFactory => {
  const { manifest, contributions } = fixturePlugin(changes);
  return definePlugin({ ...manifest, contribute: () => contributions });
};
const optional = (use: PluginConfiguration['use']): PluginConfiguration => ({ use, policy: 'optional' });

const summaryOf = (started: PluginBoot): readonly (readonly string[])[] =>
  started.report().map(({ id, state, faults }) => [id, state, ...faults.map(({ code, phase }) => `${code}@${phase}`)]);
const running = ({ kernel }: PluginBoot): readonly string[] =>
  kernel.registry.plugins.map(({ manifest }) => manifest.id);

describe('a start with an optional plugin that has a fault', () => {
  it.each([
    ['cannot be found', './nowhere', ['./nowhere', 'left out', 'PLUGIN_NOT_FOUND@resolve']],
    [
      'throws while it is loaded',
      '../../../test/fixtures/plugins/loading/throws-on-load',
      [expect.any(String), 'left out', 'PLUGIN_LOAD_FAILED@load'],
    ],
    [
      'is made for another platform',
      factory({ id: 'late', engine: '^9.0.0' }),
      ['late', 'left out', 'PLUGIN_ENGINE_MISMATCH@check'],
    ],
    [
      'has no readable manifest',
      factory({ id: 7 as unknown as string }),
      ['factory', 'left out', 'CONTRIBUTION_MALFORMED@check'],
    ],
    [
      'takes what is the core’s',
      factory({ id: 'grabby', contributions: { fields: [parts.field({ name: 'grabby', on: 'Nothing' })] } }),
      ['grabby', 'left out', 'FIELD_TARGET_UNKNOWN@check'],
    ],
  ])('leaves out one that %s, and starts the rest', async (_why, use, expected) => {
    const started = await boot([optional(use), optional(factory({ id: 'sound' }))]);
    expect(summaryOf(started)).toEqual([expected, ['sound', 'running']]);
    expect(running(started)).toEqual(['sound']);
    expect(started.kernel.registry.absent).toMatchObject([{ id: expected[0], state: 'left out' }]);
  });

  it('leaves out whoever requires it, with that as the reason, down the whole chain', async () => {
    const started = await boot([
      optional(factory({ id: 'third', requires: { second: '^1.0.0' } })),
      optional(factory({ id: 'second', requires: { first: '^1.0.0' } })),
      optional(factory({ id: 'first', engine: '^9.0.0' })),
      optional(factory({ id: 'free' })),
    ]);
    expect(summaryOf(started)).toEqual([
      ['third', 'left out', 'PLUGIN_REQUIREMENT_LEFT_OUT@check'],
      ['second', 'left out', 'PLUGIN_REQUIREMENT_LEFT_OUT@check'],
      ['first', 'left out', 'PLUGIN_ENGINE_MISMATCH@check'],
      ['free', 'running'],
    ]);
    expect(started.report()[1]?.faults[0]?.message).toMatch(/requires the plugin "first" .*PLUGIN_ENGINE_MISMATCH/);
  });

  it('leaves out all plugins of a circle', async () => {
    const started = await boot([
      optional(factory({ id: 'aa', requires: { bb: '^1.0.0' } })),
      optional(factory({ id: 'bb', requires: { aa: '^1.0.0' } })),
    ]);
    expect(running(started)).toEqual([]);
  });

  it('does not start without what is required, and tells of everything that is wrong', async () => {
    const attempt = boot([
      optional(factory({ id: 'minor', engine: '^9.0.0' })),
      { use: factory({ id: 'major', engine: '^8.0.0' }), policy: 'required' },
      { use: './nowhere', policy: 'required' },
    ]);
    await expect(attempt).rejects.toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ plugin: 'minor', code: 'PLUGIN_ENGINE_MISMATCH' }),
        expect.objectContaining({ plugin: 'major', code: 'PLUGIN_ENGINE_MISMATCH' }),
        expect.objectContaining({ plugin: './nowhere', code: 'PLUGIN_NOT_FOUND' }),
      ]),
    });
  });

  it('does not start a required plugin without the optional one it needs', async () => {
    const attempt = boot([
      optional(factory({ id: 'base', engine: '^9.0.0' })),
      { use: factory({ id: 'top', requires: { base: '^1.0.0' } }) },
    ]);
    await expect(attempt).rejects.toThrow(/PLUGIN_REQUIREMENT_LEFT_OUT {2}base/);
  });
});

@ObjectType({ description: 'A page.' })
class FaxPage {
  @Field(() => Int, { description: 'Its number.' })
  number!: number;
}

@ObjectType('FaxPage', { description: 'Another page.' })
class OtherFaxPage {
  @Field(() => Int, { description: 'Its number.' })
  number!: number;
}

describe('two plugins that claim the same name', () => {
  // `fax` and `fax-page` may both call a type FaxPage.
  const fax = factory({ id: 'fax', contributions: { types: [FaxPage] } });
  const faxPage = factory({ id: 'fax-page', contributions: { types: [OtherFaxPage] } });

  it('keep the earlier one of the configuration, and name both', async () => {
    for (const [first, second] of [
      [fax, faxPage],
      [faxPage, fax],
    ] as const) {
      const started = await boot([optional(first), optional(second)]);
      expect(running(started)).toEqual([first.manifest.id]);
      expect(started.report()[1]?.faults).toMatchObject([
        { code: 'TYPE_CLASH', plugin: second.manifest.id, subject: 'FaxPage', otherClaimant: first.manifest.id },
      ]);
    }
  });

  it('keep the required one, wherever it stands', async () => {
    const started = await boot([optional(fax), { use: faxPage, policy: 'required' }]);
    expect(running(started)).toEqual(['fax-page']);
  });

  it('stay both when the one that would win is left out for something else', async () => {
    const broken = factory({ id: 'fax', engine: '^9.0.0', contributions: { types: [FaxPage] } });
    const started = await boot([optional(broken), optional(faxPage)]);
    expect(running(started)).toEqual(['fax-page']);
  });

  it('count as one id when they have the same', async () => {
    const started = await boot([optional(factory({ id: 'twin' })), optional(factory({ id: 'twin' }))]);
    expect(summaryOf(started)).toEqual([
      ['twin', 'running'],
      ['twin', 'left out', 'PLUGIN_ID_DUPLICATE@check'],
    ]);
  });
});

describe('the report of a start', () => {
  const configured = definePlugin({
    ...factory().manifest,
    options: z.strictObject({ key: z.string().refine((key) => key.length > 20, { error: 'is too short' }) }),
    contribute: ({ key }) => {
      throw new Error(`The key ${key} does not open anything`);
    },
  });

  it('names what a plugin contributes, the tables it creates and how long its phases took', async () => {
    const storage = parts.storage({
      migrations: [
        { name: '1790000000001-notes', up: 'create table note (customer_id bigint); create table draft (id int)' },
        { name: '1790000000002-tidy', up: 'drop table draft' },
      ],
      reads: ['customer'],
    });
    const started = await boot([
      optional(
        factory({
          contributions: {
            ...parts.calls,
            signals: [parts.signal()],
            score: () => [],
            webHooks: [parts.webHook()],
            storage,
          },
        }),
      ),
    ]);
    expect(started.report()).toMatchObject([
      {
        ...{ id: 'fixture', version: '1.0.0', engine: '^0.1.0', policy: 'optional', state: 'running', file: null },
        contributions: {
          ...{ interactionTypes: ['fixture.call'], types: ['FixtureCall'], signals: ['fixture.talk'] },
          ...{
            webHooks: ['fixture/events'],
            tables: ['plugin_fixture.note'],
            permissions: ['read core_read.customer'],
          },
        },
        phases: [{ phase: 'configure' }, { phase: 'check', milliseconds: expect.any(Number) }],
      },
    ]);
  });

  it('never repeats a secret of the options', async () => {
    const key = 'sesame-open-the-door-now';
    const started = await boot([{ use: configured, policy: 'optional', options: { key }, secrets: [key] }]);
    expect(started.report()[0]?.faults).toMatchObject([
      { code: 'PLUGIN_CONTRIBUTE_FAILED', message: expect.stringContaining('The key *** does not open') },
    ]);
    expect(bootReportText(started.report())).not.toContain(key);
  });

  it('lists what is switched off without loading it', async () => {
    const started = await boot([{ use: './nowhere', id: 'away', standing: 'disabled' }, optional(factory())]);
    expect(summaryOf(started)).toEqual([
      ['away', 'disabled'],
      ['fixture', 'running'],
    ]);
  });

  it('reads well', async () => {
    const started = await boot([optional(factory()), optional(factory({ id: 'late', engine: '^9.0.0' }))]);
    const text = bootReportText(started.report()).replace(/\d+\.\d ms/g, 'n ms');
    expect(text).toContain('plugin   version  platform  policy    state     start\n');
    expect(text).toContain('late     1.0.0    ^9.0.0    optional  left out  n ms\n');
    expect(text).toContain(
      '  fault       PLUGIN_ENGINE_MISMATCH  ^9.0.0, met by: check\n              It is made for platform ^9.0.0; this one is 0.1.0.',
    );
  });
});

describe('a later phase', () => {
  it('leaves plugins out too, with those that require them', async () => {
    const started = await boot([
      optional(factory({ id: 'base' })),
      optional(factory({ id: 'top', requires: { base: '^1.0.0' } })),
      optional(factory({ id: 'free' })),
    ]);
    expect(running(started)).toEqual(['base', 'free', 'top']);
    started.leaveOut([{ code: 'MIGRATION_FAILED', plugin: 'base', subject: '', message: 'No.', phase: 'migrate' }]);
    expect(running(started)).toEqual(['free']);
    expect(summaryOf(started)[1]).toEqual(['top', 'left out', 'PLUGIN_REQUIREMENT_LEFT_OUT@check']);
  });

  it('ends the start for a required one', async () => {
    const started = await boot([{ use: factory({ id: 'base' }) }]);
    expect(() =>
      started.leaveOut([{ code: 'MIGRATION_FAILED', plugin: 'base', subject: '', message: 'No.', phase: 'migrate' }]),
    ).toThrow(/MIGRATION_FAILED/);
  });
});
