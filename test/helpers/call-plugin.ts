import { definePlugin, Field, Float, Interaction, ObjectType, z } from '../../src/sdk';

/** A channel of one plugin with two types, for tests of the core's API without any real plugin. */
@ObjectType({ implements: Interaction, description: 'A telephone call.' })
export class CallHeld extends Interaction {
  @Field(() => Float, { description: 'How long it took, in minutes.' })
  minutes!: number;
}

@ObjectType({ implements: Interaction, description: 'A message left by us.' })
export class CallLeft extends Interaction {}

@ObjectType({ implements: Interaction, description: 'A customer asked not to be called.' })
export class CallRefused extends Interaction {}

export const callPlugin = definePlugin({
  id: 'call',
  version: '1.0.0',
  title: 'Calls',
  description: 'Telephone calls, for tests.',
  engine: '^0.1.0',
  contribute: () => ({
    channels: [{ id: 'call', title: 'Call', depth: 1, kappa: 40 }],
    interactions: [
      {
        id: 'call.held',
        title: 'Call held',
        channel: 'call',
        direction: 'mutual',
        graphql: CallHeld,
        details: z.strictObject({ minutes: z.number().min(0).max(600) }),
        samples: [{ minutes: 15 }],
      },
      {
        id: 'call.left',
        title: 'Message left',
        channel: 'call',
        direction: 'out',
        graphql: CallLeft,
        details: z.strictObject({}),
        samples: [{}],
      },
      {
        id: 'call.refused',
        title: 'Asked not to be called',
        channel: 'call',
        direction: 'in',
        graphql: CallRefused,
        details: z.strictObject({}),
        samples: [{}],
        channelPermission: 'close',
      },
    ],
    signals: [
      {
        id: 'call.talked',
        title: 'Talked',
        unit: '15 min',
        direction: 'in',
        signed: false,
        maxAmount: 40,
        defaults: {
          weight: 10,
          halfLifeDays: 90,
          channel: 'call',
          load: 1,
          dialogueIn: 1,
          dialogueOut: 0,
          verified: true,
        },
      },
    ],
    costs: [{ eventType: 'call.held', currency: 'EUR', fixed: 500, perMinute: 20, perUnit: 0 }],
    measures: [
      { id: 'call.minutes', title: 'Minutes', unit: 'minutes', types: ['call.held'], path: 'minutes' },
      { id: 'call.talks', title: 'Talks', unit: 'talks', types: ['call.held'] },
    ],
    score: ({ type, details }) =>
      type === 'call.held'
        ? [{ signal: 'call.talked', amount: Number(details.minutes) / 15, minutes: Number(details.minutes) }]
        : [],
  }),
});
