import { DateTime, Field, Float, ID, Int, ObjectType, registerEnumType } from '../../sdk';

export const RecalculationSourceEnum = { BUCKETS: 'buckets', LOG: 'log', HOOKS: 'hooks' } as const;
registerEnumType(RecalculationSourceEnum, {
  name: 'RecalculationSource',
  description: 'What a recalculation starts from.',
  valuesConfig: {
    BUCKETS: { description: 'The decayed sums: weights, depths and shares changed.' },
    LOG: { description: 'The logged contributions: half-lives or daily caps changed.' },
    HOOKS: { description: 'The interactions, scored anew by the plugins.' },
  },
});

const RecalculationStateEnum = { RUNNING: 'running', FINISHED: 'finished', SUPERSEDED: 'superseded' } as const;
registerEnumType(RecalculationStateEnum, {
  name: 'RecalculationState',
  description: 'How far a recalculation has come.',
  valuesConfig: {
    RUNNING: { description: 'Under way, or interrupted: it goes on from its position.' },
    FINISHED: { description: 'Everybody is done.' },
    SUPERSEDED: { description: 'Another model came into force; a newer run does the work.' },
  },
});

@ObjectType({ description: 'A recalculation of everybody’s value, with the place it has reached.' })
export class Recalculation {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field({ description: 'Hash of the value model it computes by.' })
  modelHash!: string;

  @Field(() => RecalculationSourceEnum, { description: 'What it starts from.' })
  source!: string;

  @Field(() => RecalculationStateEnum, { description: 'How far it has come.' })
  state!: string;

  @Field(() => DateTime, { description: 'The instant its values are computed at.' })
  computedFor!: Date;

  @Field(() => Float, { description: 'Share that is done, 0 to 1.' })
  progress!: number;

  @Field(() => Int, { description: 'Customers there were when it began.' })
  customersTotal!: number;

  @Field(() => Int, { description: 'Customers done.' })
  customersDone!: number;

  @Field(() => Int, { description: 'Values that changed.' })
  valuesChanged!: number;

  @Field(() => Int, { description: 'Buckets that were wrong or of another half-life, and were written.' })
  bucketsChanged!: number;

  @Field(() => Int, { description: 'Contributions written anew.' })
  contributionsChanged!: number;

  @Field(() => Int, {
    description:
      'Events at which the hook of their plugin failed: what it said of them before stands. Any but 0 is tried again every night.',
  })
  eventsKept!: number;

  @Field({ description: 'Who asked for it.' })
  requestedBy!: string;

  @Field(() => DateTime, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => DateTime, { description: 'When it last came forward.' })
  updatedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;
}

const IncidentKindEnum = { INTERACTION: 'interaction', CONTRIBUTION: 'contribution', BUCKET: 'bucket' } as const;
registerEnumType(IncidentKindEnum, {
  name: 'ConsistencyIncidentKind',
  description: 'What is not as its evidence says.',
  valuesConfig: {
    INTERACTION: { description: 'The log is not what the hook says to the interaction.' },
    CONTRIBUTION: { description: 'The integers of a logged contribution.' },
    BUCKET: { description: 'The sums of a bucket.' },
  },
});

@ObjectType({ description: 'A difference that the nightly consistency check found. Nothing is repaired silently.' })
export class ConsistencyIncident {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Field(() => ID, { description: 'Opaque id of the customer.' })
  customerId!: string;

  @Field(() => DateTime, { description: 'When it was found.' })
  foundAt!: Date;

  @Field(() => IncidentKindEnum, { description: 'What differs.' })
  what!: string;

  @Field({ description: 'Id of the signal.' })
  signal!: string;

  @Field({ description: 'The contribution (event/ordinal) or bucket (half-life/epoch/brand/person).' })
  subject!: string;

  @Field(() => String, { nullable: true, description: 'What the evidence gives; null: nothing should be there.' })
  expected!: string | null;

  @Field(() => String, { nullable: true, description: 'What is stored; null: nothing is there.' })
  found!: string | null;
}
