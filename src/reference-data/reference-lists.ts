import { ArgsType, Brand, Field, type FieldContribution, reference, TeamMember, Territory } from '../sdk';
import { codeFilter } from '../shared/code-filter.sql';
import { CodeListArgs, codeList } from './code-list';

@ArgsType()
class TeamMembersArgs extends CodeListArgs {
  @Field(() => [String], { nullable: true, description: 'Only members of the territories with one of these codes.' })
  territories?: string[];

  @Field(() => Boolean, { nullable: true, description: 'True: only those still with us. False: only those who left.' })
  active?: boolean;
}

export const referenceLists: readonly FieldContribution[] = [
  codeList({ name: 'brands', description: 'Our brands, by code.', node: 'Brand', type: () => Brand }),
  codeList({
    name: 'territories',
    description: 'Areas of responsibility, by code.',
    node: 'Territory',
    type: () => Territory,
  }),
  codeList({
    name: 'teamMembers',
    description: 'Our own people, by code.',
    node: 'TeamMember',
    type: () => TeamMember,
    args: TeamMembersArgs,
    filters: {
      territories: codeFilter('territory_id', 'core.territory'),
      active: { sql: (parameter) => `t.active = ${parameter}::boolean` },
    },
  }),
  {
    on: 'Territory',
    name: 'parent',
    description: 'Larger area it is part of; null at the top.',
    type: () => Territory,
    nullable: true,
    source: reference('Territory', 'parent_id'),
  },
  {
    on: 'TeamMember',
    name: 'territory',
    description: 'Area the person is responsible for; null when none is named.',
    type: () => Territory,
    nullable: true,
    source: reference('Territory', 'territory_id'),
  },
];
