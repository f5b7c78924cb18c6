import { DateTime, Field, Float, ID, Int, ObjectType, registerEnumType } from '../sdk';
import { PluginSlot } from './slot-info';

export const PluginStateEnum = {
  HEALTHY: 'healthy',
  FAULTY: 'faulty',
  LEFT_OUT: 'left out',
  DISABLED: 'disabled',
} as const;
registerEnumType(PluginStateEnum, {
  name: 'PluginState',
  description: 'How a configured plugin is doing.',
  valuesConfig: {
    HEALTHY: { description: 'It has shown no fault since the start.' },
    FAULTY: { description: 'It has shown faults since the start; its data stay, the faulty part does not count.' },
    LEFT_OUT: { description: 'It could not be started. Its data stay, its contacts show as UnknownInteraction.' },
    DISABLED: { description: 'It is switched off. Its data stay, its contacts show as UnknownInteraction.' },
  },
});

export const PluginPolicyEnum = { REQUIRED: 'required', OPTIONAL: 'optional' } as const;
registerEnumType(PluginPolicyEnum, {
  name: 'PluginPolicy',
  description: 'What a start does when the plugin cannot run.',
  valuesConfig: {
    REQUIRED: { description: 'Nothing starts without it.' },
    OPTIONAL: { description: 'It is left out, and everything else starts.' },
  },
});

export const PluginPhaseEnum = {
  RESOLVE: 'resolve',
  LOAD: 'load',
  CONFIGURE: 'configure',
  CHECK: 'check',
  SCHEMA: 'schema',
  MIGRATE: 'migrate',
  PROVE: 'prove',
} as const;
registerEnumType(PluginPhaseEnum, {
  name: 'PluginPhase',
  description: 'A phase of the start of a plugin, in their order.',
  valuesConfig: {
    RESOLVE: { description: 'Its file is looked for.' },
    LOAD: { description: 'Its file is run.' },
    CONFIGURE: { description: 'Its options are checked, and it answers what it contributes.' },
    CHECK: { description: 'What it contributes is checked by itself and against everybody else.' },
    SCHEMA: { description: 'The schema is built with its types and fields.' },
    MIGRATE: { description: 'Its tables are brought up to date.' },
    PROVE: { description: 'Its scoring hook answers its samples, as it did before in the same version.' },
  },
});

@ObjectType({
  description: 'A fault of a plugin: one that keeps it from running, or a kind it has shown since the start.',
})
export class PluginFault {
  @Field({ description: 'Error code, such as SIGNAL_UNDECLARED.' })
  code!: string;

  @Field({ description: 'What happened, for those who administer; the meaning of the code for others.' })
  message!: string;

  @Field(() => PluginPhaseEnum, {
    nullable: true,
    description: 'The phase of the start that it ended; null for a fault shown while running.',
  })
  phase!: string | null;

  @Field(() => String, { nullable: true, description: 'What of the plugin is meant, such as a type or a field.' })
  subject!: string | null;

  @Field(() => String, { nullable: true, description: 'Who else claims the same name: a plugin, or core.' })
  otherClaimant!: string | null;

  @Field(() => Int, { description: 'How often it happened.' })
  count!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it happened last; null for a fault of the start.' })
  lastAt!: Date | null;
}

@ObjectType({ description: 'How long a phase of the start took.' })
export class PluginPhaseTime {
  @Field(() => PluginPhaseEnum, { description: 'The phase.' })
  phase!: string;

  @Field(() => Float, { description: 'Milliseconds by the clock.' })
  milliseconds!: number;
}

@ObjectType({ description: 'How a plugin was started.' })
export class PluginStart {
  @Field({ description: 'Its package or path in the configuration.' })
  configuredAs!: string;

  @Field(() => String, { nullable: true, description: 'The file it was loaded from; null when none was.' })
  file!: string | null;

  @Field(() => [PluginPhaseTime], { description: 'The phases it went through.' })
  phases!: readonly PluginPhaseTime[];

  @Field(() => [String], { description: 'What it has to do without, such as a database role of its own.' })
  warnings!: readonly string[];
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

  @Field(() => [String], { description: 'GraphQL types of its own.' })
  types!: readonly string[];

  @Field(() => [String], { description: 'Tables of its own, in its own database schema.' })
  tables!: readonly string[];

  @Field(() => [String], { description: 'What its database role may do beyond its own schema.' })
  permissions!: readonly string[];
}

@ObjectType('Plugin', { description: 'A configured plugin.' })
export class PluginInfo {
  @Field(() => ID, {
    description: 'Id of the plugin, such as rep; what was configured while the id cannot be read. Not a Relay id.',
  })
  id!: string;

  @Field({ description: 'Name for people.' })
  title!: string;

  @Field({ description: 'What it adds.' })
  description!: string;

  @Field(() => String, { nullable: true, description: 'Semantic version; null when it could not be loaded.' })
  version!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Range of platform versions it is made for; null when it could not be loaded.',
  })
  engine!: string | null;

  @Field(() => PluginPolicyEnum, { description: 'What a start does when it cannot run.' })
  policy!: string;

  @Field(() => PluginStateEnum, { description: 'How it is doing.' })
  state!: string;

  @Field(() => [PluginFault], {
    description: 'What keeps it from running, then its faults since the start, the most frequent first.',
  })
  faults!: readonly PluginFault[];

  @Field(() => PluginHealth, { description: 'Its faults in figures.' })
  health!: PluginHealth;

  @Field(() => PluginContributions, { description: 'What it contributes; nothing while it does not run.' })
  contributions!: PluginContributions;

  @Field(() => [PluginSlot], {
    description: 'What it has been called for since the start, with how that went.',
  })
  slots!: readonly PluginSlot[];

  @Field(() => PluginStart, {
    nullable: true,
    description: 'How it was started; null for those who do not administer.',
  })
  start!: PluginStart | null;
}
