import { ArgsType, DateTime, Field, ID, Int } from '../sdk';
import { ContributionGroupingEnum } from './value-enums';

@ArgsType()
export class RelationshipValueArgs {
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Computes exactly for this instant, within the years 1900 to 2999. Absent: the stored value, see computedAt; with another argument, now.',
  })
  asOf?: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Counts only what was recorded by this instant and not withdrawn by then. Absent: everything known now.',
  })
  knownAt?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Hash of a value model, as modelVersion shows it. Absent: the model in force.',
  })
  model?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of a brand: the relationship as far as it is about this brand. Absent: whatever the brand.',
  })
  brand?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Id of a team member: the relationship as far as this person took part in it. Requests, needs and the ledger name no person; they do not count then.',
  })
  teamMember?: string | null;
}

@ArgsType()
export class ContributionArgs {
  @Field(() => ContributionGroupingEnum, {
    defaultValue: ContributionGroupingEnum.PLUGIN,
    description: 'What each line stands for.',
  })
  by!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many lines, strongest first: 1 to 200. Default: all plugins or signals, the 20 strongest events. Further lines are summed up in one last line.',
  })
  first?: number | null;
}
