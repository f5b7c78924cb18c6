import {
  countOf,
  DateTime,
  distinct,
  Field,
  type FieldContribution,
  Float,
  Int,
  latestOf,
  ObjectType,
  ratioOf,
  summary,
  within,
} from 'rapport/sdk';

@ObjectType({
  description: 'What our mail and this customer have to do with each other. Machine openings are left out.',
})
export class EmailCustomer {
  @Field(() => Int, { description: 'Mails sent.' })
  sent!: number;

  @Field(() => Int, { description: 'Mails sent in the last 30 days.' })
  sentLast30Days!: number;

  @Field(() => Int, { description: 'Mails delivered.' })
  delivered!: number;

  @Field(() => Int, { description: 'Messages opened at least once, by their message id.' })
  opened!: number;

  @Field(() => Int, { description: 'Openings of all messages.' })
  openings!: number;

  @Field(() => Int, { description: 'Messages with at least one click, by their message id.' })
  clicked!: number;

  @Field(() => Int, { description: 'Clicks in all messages.' })
  clicks!: number;

  @Field(() => Int, { description: 'Replies.' })
  replied!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Opened messages among those known to have arrived, 0 to 1; null when none is.',
  })
  openRate!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Messages with a click among those known to have arrived, 0 to 1; null when none is.',
  })
  clickRate!: number | null;

  @Field(() => Int, { description: 'Mails that bounced.' })
  bounced!: number;

  @Field(() => Int, { description: 'Bounces because the address does not exist or takes no mail.' })
  hardBounces!: number;

  @Field(() => Int, { description: 'Opt-outs.' })
  unsubscribed!: number;

  @Field(() => Int, { description: 'Complaints about spam.' })
  markedAsSpam!: number;

  @Field(() => DateTime, { nullable: true, description: 'Last mail sent.' })
  lastSentAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last opening.' })
  lastOpenedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last click.' })
  lastClickedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last reply.' })
  lastRepliedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last opt-out or complaint.' })
  lastOptOutAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Last opt-in after an opt-out.' })
  lastResubscribedAt!: Date | null;
}

/** Everything that proves that a message arrived, so that a rate never exceeds 1 when delivery reports are missing. */
const arrivals = ['email.delivered', 'email.opened', 'email.clicked'];

export const customerField: FieldContribution = {
  on: 'Customer',
  name: 'email',
  description: 'Figures of e-mail for this customer.',
  type: () => EmailCustomer,
  source: summary({
    sent: countOf('email.sent'),
    sentLast30Days: within(30, countOf('email.sent')),
    delivered: countOf('email.delivered'),
    opened: distinct('messageId', countOf('email.opened')),
    openings: countOf('email.opened'),
    clicked: distinct('messageId', countOf('email.clicked')),
    clicks: countOf('email.clicked'),
    replied: countOf('email.replied'),
    openRate: distinct('messageId', ratioOf('email.opened', arrivals)),
    clickRate: distinct('messageId', ratioOf('email.clicked', arrivals)),
    bounced: countOf('email.bounced'),
    hardBounces: countOf('email.bounced', { kind: 'hard' }),
    unsubscribed: countOf('email.unsubscribed'),
    markedAsSpam: countOf('email.marked_as_spam'),
    lastSentAt: latestOf('email.sent'),
    lastOpenedAt: latestOf('email.opened'),
    lastClickedAt: latestOf('email.clicked'),
    lastRepliedAt: latestOf('email.replied'),
    lastOptOutAt: latestOf(['email.unsubscribed', 'email.marked_as_spam']),
    lastResubscribedAt: latestOf('email.resubscribed'),
  }),
};
