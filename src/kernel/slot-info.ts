import { Field, Float, ObjectType, registerEnumType, SafeInt } from '../sdk';

/** What of a slot is shown: figures since the start of the process. */
export interface SlotFigures {
  readonly kind: 'score' | 'check' | 'load' | 'verify' | 'read' | 'import' | 'export' | 'erase' | 'job';
  readonly name: string;
  readonly state: 'closed' | 'half-open' | 'open';
  readonly calls: number;
  readonly errors: number;
  readonly timeouts: number;
  readonly refused: number;
  /** Milliseconds. */
  readonly p95: number | null;
}

export const PluginSlotKindEnum = {
  SCORE: 'score',
  CHECK: 'check',
  LOAD: 'load',
  VERIFY: 'verify',
  READ: 'read',
  IMPORT: 'import',
  EXPORT: 'export',
  ERASE: 'erase',
  JOB: 'job',
} as const satisfies Readonly<Record<string, SlotFigures['kind']>>;
registerEnumType(PluginSlotKindEnum, {
  name: 'PluginSlotKind',
  description: 'What a plugin is called for.',
  valuesConfig: {
    SCORE: { description: 'Its scoring hook.' },
    CHECK: { description: 'The schema of what a kind of contact says.' },
    LOAD: { description: 'The function that answers a field.' },
    VERIFY: { description: 'A web hook, whether a request may come in.' },
    READ: { description: 'A web hook, what a request says.' },
    IMPORT: { description: 'An importer, the next items of a file.' },
    EXPORT: { description: 'What it holds on a person, for a copy.' },
    ERASE: { description: 'What it holds on a person, to be removed.' },
    JOB: { description: 'A job outside requests.' },
  },
});

export const PluginSlotStateEnum = { CLOSED: 'closed', HALF_OPEN: 'half-open', OPEN: 'open' } as const;
registerEnumType(PluginSlotStateEnum, {
  name: 'PluginSlotState',
  description: 'Whether a plugin is called: its circuit breaker.',
  valuesConfig: {
    CLOSED: { description: 'It is called.' },
    HALF_OPEN: { description: 'It has failed repeatedly; the next call shows whether it works again.' },
    OPEN: { description: 'It has failed repeatedly and is left alone for a while.' },
  },
});

@ObjectType({
  description: 'What a plugin is called for, with figures of one instance of the platform since its start.',
})
export class PluginSlot {
  @Field(() => PluginSlotKindEnum, { description: 'What it is called for.' })
  kind!: string;

  @Field({
    description:
      'The field, such as Customer.sms, the kind of contact, the adapter, the importer or the job; otherwise what the kind says.',
  })
  name!: string;

  @Field(() => PluginSlotStateEnum, { description: 'Whether it is called.' })
  state!: string;

  @Field(() => SafeInt, { description: 'How often it was called.' })
  calls!: number;

  @Field(() => SafeInt, { description: 'How many calls failed, those that took too long among them.' })
  errors!: number;

  @Field(() => SafeInt, { description: 'How many calls were given up because they took too long.' })
  timeouts!: number;

  @Field(() => SafeInt, { description: 'How many calls were not made: it was left alone, or had too much to do.' })
  refused!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Milliseconds that 95 of 100 of the latest calls took at most; null before the first.',
  })
  p95!: number | null;
}
