import { Field, Float, From, fromDetails, Int, Interaction, ObjectType } from 'rapport/sdk';
import { ConferenceScanPlaceEnum, ConferenceSpeakerRoleEnum } from './enums';

const event = 'Name or code of the event; null when a card was given elsewhere or the event of a talk is unknown.';

@ObjectType({ implements: Interaction, description: 'A registration for an event.' })
export class ConferenceRegistration extends Interaction {
  @Field(() => String, { nullable: true, description: event })
  event!: string | null;

  @Field(() => String, { nullable: true, description: 'Role the customer registered in.' })
  role!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A day of attendance at an event.' })
export class ConferenceAttendance extends Interaction {
  @Field(() => String, { nullable: true, description: event })
  event!: string | null;

  @Field(() => Float, { nullable: true, description: 'Hours of attendance; null when only the fact is known.' })
  hours!: number | null;
}

@ObjectType({ implements: Interaction, description: 'Attendance of a session of ours.' })
export class ConferenceSession extends Interaction {
  @Field(() => String, { nullable: true, description: event })
  event!: string | null;

  @Field({ description: 'Title or code of the session.' })
  session!: string;

  @Field(() => Float, { nullable: true, description: 'Minutes in the room; null when unknown.' })
  minutes!: number | null;
}

@ObjectType({ implements: Interaction, description: 'A conversation at our booth.' })
export class ConferenceBoothVisit extends Interaction {
  @Field(() => String, { nullable: true, description: event })
  event!: string | null;

  @Field(() => String, { nullable: true, description: 'Which of our booths.' })
  booth!: string | null;

  @Field(() => Float, { nullable: true, description: 'Minutes at the booth; null when unknown.' })
  minutes!: number | null;

  @Field(() => [String], { nullable: true, description: 'What was talked about.' })
  topics!: string[] | null;

  @Field(() => String, { nullable: true, description: 'What our person noted.' })
  note!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A scanned badge, without a conversation.' })
export class ConferenceBadgeScan extends Interaction {
  @Field(() => String, { nullable: true, description: event })
  event!: string | null;

  @Field(() => ConferenceScanPlaceEnum, { nullable: true, description: 'Where it was scanned; null when unknown.' })
  place!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A business card that the customer gave us.' })
export class ConferenceBusinessCard extends Interaction {
  @Field(() => String, { nullable: true, description: event })
  event!: string | null;

  @Field(() => String, { nullable: true, description: 'What our person noted.' })
  note!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A talk that the customer gave for us or about our brand.' })
export class ConferenceTalk extends Interaction {
  @Field(() => String, { nullable: true, description: event })
  event!: string | null;

  @Field(() => String, { nullable: true, description: 'Title of the talk.' })
  title!: string | null;

  @From(fromDetails('role'))
  @Field(() => ConferenceSpeakerRoleEnum, { nullable: true, description: 'In which role; null when unknown.' })
  speakerRole!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many people listened; null when unknown.' })
  audience!: number | null;
}
