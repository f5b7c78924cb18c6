import {
  batch,
  countOf,
  definePlugin,
  Field,
  type FieldContribution,
  Int,
  Interaction,
  type InteractionType,
  ObjectType,
  type PluginFactory,
  summary,
  z,
} from '../../src/sdk';

/** Six channels that nobody wrote by hand: `made1` to `made6`. The last two load a field of their own by JavaScript. */
export const generatedPlugins: readonly PluginFactory[] = [1, 2, 3, 4, 5, 6].map((number) =>
  generatedPlugin(number, number > 4 ? 'loads' : 'reads'),
);

/** Field names on Customer by what a plugin does for them. */
export const generatedFields = {
  read: ['made1', 'made2', 'made3', 'made4'].map((name) => `${name} { heard }`),
  loaded: ['made5', 'made6'],
} as const;

function generatedPlugin(number: number, answers: 'reads' | 'loads'): PluginFactory {
  const id = `made${number}`;
  const signal = `${id}.heard`;
  return definePlugin({
    ...{ id, version: '1.0.0', title: `Made ${number}`, description: 'A generated channel.', engine: '^0.1.0' },
    contribute: () => ({
      channels: [{ id, title: `Made ${number}`, depth: 0.3, kappa: 10 }],
      interactions: [interactionOf(id, number)],
      ...(answers === 'reads' ? readingField(id, number) : { fields: [loadingField(id)] }),
      signals: [
        {
          ...{ id: signal, title: 'Heard', unit: 'contact', direction: 'in', signed: false, maxAmount: 1 },
          defaults: {
            ...{ weight: 5, halfLifeDays: 60, channel: id, load: 0 },
            ...{ dialogueIn: 1, dialogueOut: 0, verified: true },
          },
        },
      ],
      score: ({ type }) => (type === signal ? [{ signal, amount: 1 }] : []),
    }),
  });
}

function interactionOf(id: string, number: number): InteractionType {
  @ObjectType(`Made${number}Contact`, { implements: Interaction, description: 'A contact of a generated channel.' })
  class MadeContact extends Interaction {
    @Field(() => Int, { description: 'How many words it had.' })
    words!: number;
  }
  return {
    ...{ id: `${id}.heard`, title: 'Heard', channel: id, direction: 'in', graphql: MadeContact },
    details: z.strictObject({ words: z.int() }),
    samples: [{ words: 5 }],
  };
}

function readingField(id: string, number: number) {
  @ObjectType(`Made${number}Customer`, { description: 'What a generated channel says of a customer.' })
  class MadeCustomer {
    @Field(() => Int, { description: 'How often the customer was heard.' })
    heard!: number;
  }
  const field: FieldContribution = {
    ...{ on: 'Customer', name: id, description: 'Contacts of a generated channel.', type: () => MadeCustomer },
    source: summary({ heard: countOf(`${id}.heard`) }),
  };
  return { types: [MadeCustomer], fields: [field] };
}

/** One statement per level of an answer. */
function loadingField(id: string): FieldContribution {
  return {
    ...{ on: 'Customer', name: id, description: 'Contacts of a generated channel.', type: () => Int, nullable: true },
    cost: 5,
    source: batch(async (keys, _args, { reader, visible }) => {
      const values: unknown[] = [keys.map(Number), `${id}.heard`];
      const rule = visible('core.interaction', 'i', (value) => `$${values.push(value)}`);
      const rows = await reader.query<{ id: number; heard: number }>({
        text: `select i.customer_id as id, count(*)::int as heard from core.interaction i
          where i.customer_id = any($1::bigint[]) and i.type = $2 and ${rule} group by 1`,
        values,
      });
      const found = new Map(rows.map((row) => [row.id, row.heard]));
      return keys.map((key) => found.get(Number(key)) ?? 0);
    }),
  };
}
