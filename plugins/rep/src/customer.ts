import {
  countOf,
  DateTime,
  Field,
  type FieldContribution,
  Float,
  Int,
  latestOf,
  ObjectType,
  ratioOf,
  summary,
  sumOf,
  within,
} from 'rapport/sdk';

const conversations = ['rep.visit_held', 'rep.remote_call_held'];

@ObjectType({ description: 'What our representatives and this customer have to do with each other.' })
export class RepCustomer {
  @Field(() => Int, { description: 'Visits held.' })
  visitsHeld!: number;

  @Field(() => Int, { description: 'Remote calls held.' })
  remoteCallsHeld!: number;

  @Field(() => Int, { description: 'Visits and remote calls held in the last 90 days.' })
  conversationsLast90Days!: number;

  @Field(() => Float, { description: 'Minutes of all conversations whose length is known.' })
  minutes!: number;

  @Field(() => Int, { description: 'Visits that the customer declined.' })
  visitsDeclined!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Declined visits among those declined or held, 0 to 1; null when there were none.',
  })
  declineRate!: number | null;

  @Field(() => Int, { description: 'Questions asked.' })
  questionsAsked!: number;

  @Field(() => Int, { description: 'Packs of samples asked for.' })
  samplesRequested!: number;

  @Field(() => Int, { description: 'Packs of samples left.' })
  samplesLeft!: number;

  @Field(() => Int, { description: 'Materials shown.' })
  materialsShown!: number;

  @Field(() => DateTime, { nullable: true, description: 'Last conversation held; null when there was none.' })
  lastConversationAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last question asked; null when there was none.' })
  lastQuestionAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last visit declined; null when there was none.' })
  lastDeclinedAt!: Date | null;
}

export const customerField: FieldContribution = {
  on: 'Customer',
  name: 'rep',
  description: 'Figures of the field force for this customer.',
  type: () => RepCustomer,
  source: summary({
    visitsHeld: countOf('rep.visit_held'),
    remoteCallsHeld: countOf('rep.remote_call_held'),
    conversationsLast90Days: within(90, countOf(conversations)),
    minutes: sumOf(conversations, 'minutes'),
    visitsDeclined: countOf('rep.visit_declined'),
    declineRate: ratioOf('rep.visit_declined', ['rep.visit_declined', 'rep.visit_held']),
    questionsAsked: countOf('rep.question_asked'),
    samplesRequested: sumOf('rep.sample_requested', 'quantity'),
    samplesLeft: sumOf('rep.sample_left', 'quantity'),
    materialsShown: countOf('rep.material_shown'),
    lastConversationAt: latestOf(conversations),
    lastQuestionAt: latestOf('rep.question_asked'),
    lastDeclinedAt: latestOf('rep.visit_declined'),
  }),
};
