import { Field, From, fromDetails, Interaction, ObjectType } from 'rapport/sdk';
import { EmailFailureKindEnum, EmailPreferenceScopeEnum } from './enums';

const messageId = 'Id of the message at the mail service; the same for everything that happens to it.';
const campaign = 'Campaign the message belongs to.';
const userAgent = 'Program that reported it, as it names itself.';

@ObjectType({ implements: Interaction, description: 'A message sent to the customer or delivered to the mail server.' })
export class EmailMessage extends Interaction {
  @Field(() => String, { nullable: true, description: messageId })
  messageId!: string | null;

  @Field(() => String, { nullable: true, description: campaign })
  campaign!: string | null;

  @Field(() => String, { nullable: true, description: 'Subject line.' })
  subject!: string | null;

  @Field(() => [String], { nullable: true, description: 'Categories or tags that the sender gave it.' })
  categories!: string[] | null;
}

@ObjectType({ implements: Interaction, description: 'A message that did not reach its address.' })
export class EmailFailure extends Interaction {
  @Field(() => String, { nullable: true, description: messageId })
  messageId!: string | null;

  @Field(() => String, { nullable: true, description: campaign })
  campaign!: string | null;

  @From(fromDetails('kind'))
  @Field(() => EmailFailureKindEnum, { description: 'Why it did not arrive.' })
  failure!: string;

  @Field(() => String, { nullable: true, description: 'Reason in the words of the mail service.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'SMTP status, such as 5.1.1.' })
  status!: string | null;
}

@ObjectType({ implements: Interaction, description: 'An opening of a message, told by a loaded image.' })
export class EmailOpen extends Interaction {
  @Field(() => String, { nullable: true, description: messageId })
  messageId!: string | null;

  @Field(() => String, { nullable: true, description: campaign })
  campaign!: string | null;

  @Field(() => String, { nullable: true, description: userAgent })
  userAgent!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A click on a link in a message.' })
export class EmailClick extends Interaction {
  @Field(() => String, { nullable: true, description: messageId })
  messageId!: string | null;

  @Field(() => String, { nullable: true, description: campaign })
  campaign!: string | null;

  @Field({ description: 'Where the link leads, without query and fragment.' })
  url!: string;

  @Field(() => String, { nullable: true, description: userAgent })
  userAgent!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A reply of the customer.' })
export class EmailReply extends Interaction {
  @Field(() => String, { nullable: true, description: 'Id of the message replied to.' })
  messageId!: string | null;

  @Field(() => String, { nullable: true, description: campaign })
  campaign!: string | null;

  @Field(() => String, { nullable: true, description: 'Subject line.' })
  subject!: string | null;

  @Field(() => String, { nullable: true, description: 'Text of the reply, when it may be kept.' })
  text!: string | null;
}

@ObjectType({ implements: Interaction, description: 'An opt-out, opt-in or complaint about our mail.' })
export class EmailPreference extends Interaction {
  @Field(() => String, { nullable: true, description: 'Id of the message that led to it.' })
  messageId!: string | null;

  @Field(() => String, { nullable: true, description: campaign })
  campaign!: string | null;

  @Field(() => EmailPreferenceScopeEnum, { description: 'Whether it is about all mail or one kind.' })
  scope!: string;

  @Field(() => String, { nullable: true, description: 'Which kind of mail; null when it is about all.' })
  group!: string | null;
}
