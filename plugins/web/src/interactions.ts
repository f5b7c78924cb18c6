import { Field, Float, From, fromDetails, Int, Interaction, ObjectType } from 'rapport/sdk';
import { WebDownloadKindEnum } from './enums';

@ObjectType({ implements: Interaction, description: 'A page that the customer looked at.' })
export class WebPageView extends Interaction {
  @Field(() => String, { nullable: true, description: 'Path of the page, without query.' })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Page that led there, without query.' })
  referrer!: string | null;

  @Field(() => String, { nullable: true, description: 'Campaign that led there.' })
  campaign!: string | null;

  @Field(() => String, { nullable: true, description: 'Title of the page.' })
  title!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A file that the customer downloaded.' })
export class WebDownload extends Interaction {
  @Field(() => String, { nullable: true, description: 'Path of the page, without query.' })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Page that led there, without query.' })
  referrer!: string | null;

  @Field(() => String, { nullable: true, description: 'Campaign that led there.' })
  campaign!: string | null;

  @Field({ description: 'Name of the file.' })
  file!: string;

  @From(fromDetails('kind'))
  @Field(() => WebDownloadKindEnum, {
    nullable: true,
    description: 'What the file is; null when the site does not say.',
  })
  fileKind!: string | null;
}

@ObjectType({
  implements: Interaction,
  description: 'A question or request sent by a form. It also waits as a request of the customer.',
})
export class WebEnquiry extends Interaction {
  @Field(() => String, { nullable: true, description: 'Path of the page, without query.' })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Page that led there, without query.' })
  referrer!: string | null;

  @Field(() => String, { nullable: true, description: 'Campaign that led there.' })
  campaign!: string | null;

  @Field({ description: 'What it is about.' })
  topic!: string;

  @Field(() => String, { nullable: true, description: 'Text of the enquiry.' })
  message!: string | null;
}

@ObjectType({ implements: Interaction, description: 'A video that the customer watched.' })
export class WebVideo extends Interaction {
  @Field(() => String, { nullable: true, description: 'Path of the page, without query.' })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Page that led there, without query.' })
  referrer!: string | null;

  @Field(() => String, { nullable: true, description: 'Campaign that led there.' })
  campaign!: string | null;

  @Field(() => String, { nullable: true, description: 'Title of the video.' })
  title!: string | null;

  @Field(() => Float, { nullable: true, description: 'How much of it was watched: 1 is all.' })
  share!: number | null;
}

@ObjectType({ implements: Interaction, description: 'A course that the customer passed.' })
export class WebElearning extends Interaction {
  @Field(() => String, { nullable: true, description: 'Path of the page, without query.' })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Page that led there, without query.' })
  referrer!: string | null;

  @Field(() => String, { nullable: true, description: 'Campaign that led there.' })
  campaign!: string | null;

  @Field({ description: 'Name of the course.' })
  course!: string;

  @Field(() => Float, { nullable: true, description: 'Share of right answers: 1 is all; null when not told.' })
  score!: number | null;
}

@ObjectType({ implements: Interaction, description: 'A search on our site.' })
export class WebSearch extends Interaction {
  @Field(() => String, { nullable: true, description: 'Path of the page, without query.' })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Page that led there, without query.' })
  referrer!: string | null;

  @Field(() => String, { nullable: true, description: 'Campaign that led there.' })
  campaign!: string | null;

  @Field({ description: 'What was searched for.' })
  query!: string;

  @Field(() => Int, { nullable: true, description: 'How many results were found.' })
  results!: number | null;
}

@ObjectType({ implements: Interaction, description: 'A registration for a web seminar.' })
export class WebWebinarRegistration extends Interaction {
  @Field(() => String, { nullable: true, description: 'Path of the page, without query.' })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Page that led there, without query.' })
  referrer!: string | null;

  @Field(() => String, { nullable: true, description: 'Campaign that led there.' })
  campaign!: string | null;

  @Field(() => String, { nullable: true, description: 'Title of the seminar.' })
  title!: string | null;
}

@ObjectType({ implements: Interaction, description: 'Attendance of a web seminar.' })
export class WebWebinarAttendance extends Interaction {
  @Field(() => String, { nullable: true, description: 'Path of the page, without query.' })
  path!: string | null;

  @Field(() => String, { nullable: true, description: 'Page that led there, without query.' })
  referrer!: string | null;

  @Field(() => String, { nullable: true, description: 'Campaign that led there.' })
  campaign!: string | null;

  @Field(() => String, { nullable: true, description: 'Title of the seminar.' })
  title!: string | null;

  @Field(() => Float, { nullable: true, description: 'How much of it was followed: 1 is all; null when not told.' })
  share!: number | null;
}
