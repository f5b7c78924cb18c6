import {
  ArgsType,
  CalendarDate,
  Field,
  Float,
  From,
  Int,
  ObjectType,
  reference,
  registerEnumType,
  TeamMember,
} from '../../sdk';
import { FigureLabelEnum } from '../value-enums';
import { earlierMonths, fewestEvents, type SelfReportGap, wideningBy } from './judge-months';

const SelfReportGapEnum: Readonly<Record<string, SelfReportGap>> = {
  STEADY: 'steady',
  WIDENING: 'widening',
  UNCLEAR: 'unclear',
};
registerEnumType(SelfReportGapEnum, {
  name: 'SelfReportGap',
  description: 'Whether what a team member reports runs ahead of what is verified.',
  valuesConfig: {
    STEADY: { description: 'The share of self-reported points is about what it was, or lower.' },
    WIDENING: {
      description: `The share is more than ${wideningBy} above that of the ${earlierMonths} months before. A reason to look, not a verdict.`,
    },
    UNCLEAR: { description: `Fewer than ${fewestEvents} self-reported events, or nothing in the months before.` },
  },
});

@ArgsType()
export class SelfReportsArgs {
  @Field(() => Int, { defaultValue: 6, description: 'How many whole months, the last one included: 1 to 24.' })
  months!: number;
}

@ObjectType({
  description:
    'Self-reported signals of a team member beside verified ones of the same customers, in one month. Self-reported is what plugins declare, or the value model in force sets, as not verified.',
})
export class SelfReportMonth {
  @Field(() => CalendarDate, { description: 'First day of the month, UTC.' })
  month!: string;

  @From(reference('TeamMember', 'team_member_id'))
  @Field(() => TeamMember, { nullable: true, description: 'Who took part in the contacts.' })
  teamMember?: TeamMember | null;

  @Field(() => Float, {
    description: 'Points of self-reported signals the member took part in, neither decayed nor saturated.',
  })
  selfReportedPoints!: number;

  @Field(() => Int, { description: 'How many events these points come from.' })
  selfReportedEvents!: number;

  @Field(() => [String], { description: 'Ids of the plugins whose signals they are.' })
  plugins!: readonly string[];

  @Field(() => Float, {
    description: 'Points of verified signals of the customers the member was in contact with that month.',
  })
  verifiedPoints!: number;

  @Field(() => Float, { nullable: true, description: 'Self-reported points of both, 0 to 1; null without points.' })
  share!: number | null;

  @Field(() => Float, { nullable: true, description: `The share of the ${earlierMonths} months before, together.` })
  usualShare!: number | null;

  @Field(() => SelfReportGapEnum, { description: 'What the two shares say.' })
  gap!: SelfReportGap;

  @Field(() => FigureLabelEnum, { description: 'What the figures rest on.' })
  label!: string;
}
