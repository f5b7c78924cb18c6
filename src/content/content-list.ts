import { CodeListArgs, codeList } from '../reference-data';
import { ArgsType, Brand, CalendarDate, Content, Field, type FieldContribution, reference } from '../sdk';
import { codeFilter } from '../shared/code-filter.sql';

@ArgsType()
class ContentsArgs extends CodeListArgs {
  @Field(() => [String], { nullable: true, description: 'Only content of the brands with one of these codes.' })
  brands?: string[];

  @Field(() => [String], { nullable: true, description: 'Only content made for one of these channels.' })
  channels?: string[];

  @Field(() => CalendarDate, { nullable: true, description: 'Only content approved on this day.' })
  approvedOn?: string;
}

export const contentFields: readonly FieldContribution[] = [
  codeList({
    name: 'contents',
    description: 'Approved messages and materials, by code.',
    node: 'Content',
    type: () => Content,
    args: ContentsArgs,
    filters: {
      brands: codeFilter('brand_id', 'core.brand'),
      channels: { sql: (parameter) => `t.channel = any(${parameter}::text[])` },
      approvedOn: {
        sql: (parameter) =>
          `coalesce(t.approved_from <= ${parameter}::date, true) and coalesce(t.approved_until >= ${parameter}::date, true)`,
      },
    },
  }),
  {
    on: 'Content',
    name: 'brand',
    description: 'Brand it is about; null when none is named.',
    type: () => Brand,
    nullable: true,
    source: reference('Brand', 'brand_id'),
  },
];
