import { type GraphQLObjectType, isAbstractType, printSchema } from 'graphql';
import { fixturePlatformVersion, fixturePlugin } from '../../../test/fixtures/plugins/fixture-plugin';
import { calls, field, measure } from '../../../test/fixtures/plugins/sound-parts';
import {
  Arg,
  ArgsType,
  batch,
  type Contributions,
  Customer,
  countOf,
  createUnionType,
  Field,
  Int,
  ObjectType,
  Query,
  RapportError,
  Resolver,
  registerEnumType,
  summary,
} from '../../sdk';
import { createKernel, type KernelOptions } from '../create-kernel';
import { KernelError } from '../fault';
import type { Registry } from '../registry';

@ObjectType({ description: 'Figures.' })
class FixtureFigures {
  @Field(() => Int, { description: 'Calls.' })
  calls!: number;
}

@ArgsType()
class FixtureArguments {
  @Field(() => Int, { description: 'How many.' })
  atLeast!: number;
}

@ObjectType({ description: 'Passes every check, yet the decorator library refuses it.' })
class OddThing {
  @Field(() => Int, { nullable: 'items', description: 'One value whose items may be null.' })
  count!: number;
}

const MeasureName = { COUNT: 'count' };
registerEnumType(MeasureName, {
  name: 'MeasureName',
  description: 'Measures.',
  valuesConfig: { COUNT: { description: 'How many.' } },
});

@ObjectType({ description: 'It went well.' })
class Done {
  @Field(() => Int, { description: 'How many.', name: 'times' })
  count!: number;
}

@ObjectType({ description: 'It did not.' })
class NotDone {
  @Field({ description: 'Why.' })
  reason!: string;
}
const Outcome = createUnionType({
  name: 'Outcome',
  description: 'How it went.',
  types: () => [Done, NotDone] as const,
});

@Resolver()
class CoreOperations {
  @Query(() => [Outcome], { description: 'How it went.' })
  outcomes(@Arg('measure', () => MeasureName, { description: 'Of what.' }) _measure: string): (typeof Outcome)[] {
    return [];
  }
}

const coreModule: Contributions = {
  fields: [
    { on: 'Query', name: 'customer', description: 'One.', type: () => Customer, nullable: true, source: batch(load) },
  ],
  resolvers: [CoreOperations],
};

async function load(): Promise<readonly unknown[]> {
  return [];
}

const plugin = fixturePlugin({
  contributions: {
    ...calls,
    measures: [measure()],
    fields: [
      field({ type: () => FixtureFigures, source: summary({ calls: countOf('fixture.call') }) }),
      field({ on: 'Interaction', name: 'fixtureNote', nullable: true, args: FixtureArguments, cost: 3 }),
    ],
  },
});

function build(plugins: KernelOptions['plugins']) {
  const dynamicEnums = [
    {
      enumObject: MeasureName,
      values: () =>
        plugins.length > 0 ? [{ name: 'FIXTURE_MINUTES', value: 'fixture.minutes', description: 'M.' }] : [],
    },
  ];
  return createKernel({ platformVersion: fixturePlatformVersion, coreModules: [coreModule], plugins, dynamicEnums });
}

describe('the schema', () => {
  const { schema, registry } = build([plugin]);
  const fieldOf = (type: string, name: string) => (schema.getType(type) as GraphQLObjectType).getFields()[name];

  it('has the contributed fields on objects, on the interface and on all that implement it', () => {
    expect(fieldOf('Customer', 'fixture')?.type.toString()).toBe('FixtureFigures!');
    for (const type of ['Interaction', 'FixtureCall', 'UnknownInteraction']) {
      expect(fieldOf(type, 'fixtureNote')?.type.toString()).toBe('Int');
      expect(fieldOf(type, 'fixtureNote')?.args.map((argument) => argument.name)).toEqual(['atLeast']);
    }
  });

  it('carries the source, the owner and the cost of a contributed field', () => {
    const { extensions } = fieldOf('FixtureCall', 'fixtureNote') ?? {};

    expect(extensions).toMatchObject({ source: { kind: 'column', column: 'id' }, plugin: 'fixture', cost: 3 });
  });

  it('carries tables and declared sources on objects and interfaces, inherited ones too', () => {
    const table = { table: 'core.interaction', key: 'id', customerColumn: 'customer_id' };

    expect(schema.getType('Interaction')?.extensions).toMatchObject({ table });
    expect(schema.getType('FixtureCall')?.extensions).toMatchObject({ table });
    expect(schema.getType('Customer')?.extensions).toMatchObject({ table: { table: 'core.customer' } });
    for (const type of ['Interaction', 'FixtureCall']) {
      expect(fieldOf(type, 'touchCost')?.extensions.source).toMatchObject({ kind: 'money' });
    }
  });

  it('has no resolver of the decorator library on plain fields, but keeps operations', () => {
    expect(fieldOf('Customer', 'displayName')?.resolve).toBeUndefined();
    expect(fieldOf('FixtureCall', 'minutes')?.resolve).toBeUndefined();
    expect(fieldOf('Query', 'customer')?.resolve).toBeUndefined();
    expect(fieldOf('Query', 'outcomes')?.resolve).toBeInstanceOf(Function);
  });

  it('reads a field that is called otherwise in the schema by the name in its class', () => {
    const resolve = fieldOf('Done', 'times')?.resolve as ((parent: object) => unknown) | undefined;

    expect(resolve?.({ count: 3 })).toBe(3);
  });

  it.each([
    ['Node', { __typename: 'Brand' }, 'Brand'],
    ['Interaction', { type: 'fixture.call' }, 'FixtureCall'],
    ['Interaction', { type: 'departed.visit' }, 'UnknownInteraction'],
    ['Node', { type: 'fixture.call' }, 'FixtureCall'],
    ['Outcome', new NotDone(), 'NotDone'],
  ])('tells at once which %s a value is', (name, value, expected) => {
    const type = schema.getType(name);
    const resolveType = isAbstractType(type) ? type.resolveType : undefined;

    expect(resolveType?.(value, {}, {} as never, {} as never)).toBe(expected);
  });

  it('is the same whatever was built before it in the process', () => {
    const core = printSchema(build([]).schema);

    expect(core).not.toMatch(/fixture/i);
    expect(printSchema(build([plugin]).schema)).toBe(printSchema(schema));
    expect(printSchema(build([]).schema)).toBe(core);
  });

  it('has the values that plugins add to an enumeration, and only for its own build', () => {
    expect(printSchema(schema)).toContain('FIXTURE_MINUTES');
    expect(Object.keys(MeasureName)).toEqual(['COUNT']);
  });

  it('comes with a registry that nothing can be added to', () => {
    expect(Object.isFrozen(registry)).toBe(true);
    expect(() => (registry.signals as Map<string, never>).clear()).toThrow('frozen');
    expect(registry.interactionTypes.get('fixture.call')?.owner).toEqual({ id: 'fixture', version: '1.0.0' });
  });
});

describe('a schema that cannot be built', () => {
  const base = { platformVersion: fixturePlatformVersion, coreModules: [], plugins: [plugin] };
  const faultsOf = (options: KernelOptions): unknown => {
    try {
      return createKernel(options);
    } catch (error) {
      return error instanceof KernelError ? error.faults : error;
    }
  };

  it('is a fault of the owner of each source that the executor refuses', () => {
    const faults = ['Customer.fixture: no.', 'FixtureCall.minutes: no.', 'Customer.kind: no.', 'Brand: no.'];
    const installSources = (): never => {
      throw new RapportError('SCHEMA_BUILD_FAILED', 'no', { faults });
    };

    expect(faultsOf({ ...base, installSources })).toEqual(
      ['fixture', 'fixture', 'core', 'core'].map((owner, position) => ({
        code: 'SCHEMA_BUILD_FAILED',
        plugin: owner,
        subject: faults[position]?.split(':')[0],
        message: faults[position],
      })),
    );
  });

  it('is a fault of the plugin whose enum value is taken', () => {
    const values = () => [{ name: 'COUNT', value: 'fixture.count', description: 'How many.' }];
    const dynamicEnums = [
      { enumObject: MeasureName, values: (of: Registry) => (of.plugins.length > 0 ? values() : []) },
    ];

    expect(faultsOf({ ...base, dynamicEnums })).toEqual([
      expect.objectContaining({
        code: 'SCHEMA_BUILD_FAILED',
        plugin: 'fixture',
        message: expect.stringContaining('MeasureName has a value COUNT already; "fixture.count" needs another name.'),
      }),
    ]);
  });

  it('is a fault of the plugin that cannot be built alone either', () => {
    const odd = fixturePlugin({ id: 'odd', contributions: { types: [OddThing] } });

    expect(faultsOf({ ...base, plugins: [plugin, odd] })).toEqual([
      {
        code: 'SCHEMA_BUILD_FAILED',
        plugin: 'odd',
        subject: '',
        message: expect.stringMatching(/cannot be built: .*OddThing/),
      },
    ]);
  });
});
