import { DateTime, Field, ID, Int, ObjectType, registerEnumType } from '../sdk';

export const PluginStateEnum = { HEALTHY: 'healthy', FAULTY: 'faulty' } as const;
registerEnumType(PluginStateEnum, {
  name: 'PluginState',
  description: 'How an installed plugin is doing.',
  valuesConfig: {
    HEALTHY: { description: 'It has shown no fault since the start.' },
    FAULTY: { description: 'It has shown faults since the start; its data stay, the faulty part does not count.' },
  },
});

@ObjectType({ description: 'A kind of fault a plugin has shown since the start.' })
export class PluginFault {
  @Field({ description: 'Error code, such as SIGNAL_UNDECLARED.' })
  code!: string;

  @Field({ description: 'What happened the last time.' })
  message!: string;

  @Field(() => Int, { description: 'How often it happened.' })
  count!: number;

  @Field(() => DateTime, { description: 'When it happened last.' })
  lastAt!: Date;
}

@ObjectType({ description: 'How an installed plugin has done since the start.' })
export class PluginHealth {
  @Field(() => Int, { description: 'How many faults it has shown.' })
  faultCount!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it showed the latest; null when it showed none.' })
  lastFaultAt!: Date | null;
}

@ObjectType({ description: 'What a plugin contributes, by name.' })
export class PluginContributions {
  @Field(() => [String], { description: 'Channels of the value model.' })
  channels!: readonly string[];

  @Field(() => [String], { description: 'Interaction types, such as rep.visit_held.' })
  interactionTypes!: readonly string[];

  @Field(() => [String], { description: 'Fields it adds to types, such as Customer.rep.' })
  fields!: readonly string[];

  @Field(() => [String], { description: 'Signals its interactions give about the relationship.' })
  signals!: readonly string[];

  @Field(() => [String], { description: 'Evidence for the adoption ladder.' })
  adoptionEvidence!: readonly string[];

  @Field(() => [String], { description: 'Web hooks, as the part of the address after /intake/.' })
  webHooks!: readonly string[];

  @Field(() => [String], { description: 'Files it can import.' })
  importers!: readonly string[];

  @Field(() => [String], { description: 'Measures for interactionMetrics.' })
  measures!: readonly string[];

  @Field(() => [String], { description: 'Jobs it runs outside requests.' })
  jobs!: readonly string[];
}

@ObjectType('Plugin', { description: 'An installed plugin.' })
export class PluginInfo {
  @Field(() => ID, { description: 'Id of the plugin, such as rep. Not a Relay id.' })
  id!: string;

  @Field({ description: 'Name for people.' })
  title!: string;

  @Field({ description: 'What it adds.' })
  description!: string;

  @Field({ description: 'Semantic version.' })
  version!: string;

  @Field({ description: 'Range of platform versions it is made for.' })
  engine!: string;

  @Field(() => PluginStateEnum, { description: 'How it is doing.' })
  state!: string;

  @Field(() => [PluginFault], { description: 'Its faults since the start, the most frequent first.' })
  faults!: readonly PluginFault[];

  @Field(() => PluginHealth, { description: 'Its faults in figures.' })
  health!: PluginHealth;

  @Field(() => PluginContributions, { description: 'What it contributes.' })
  contributions!: PluginContributions;
}
