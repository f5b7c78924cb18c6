import {
  ArgsType,
  type ConnectionSource,
  connection,
  connectionType,
  Field,
  type FieldContribution,
  type GraphQLClass,
  PageArgs,
} from '../sdk';

@ArgsType()
export class CodeListArgs extends PageArgs {
  @Field(() => [String], { nullable: true, description: 'Only those with one of these codes.' })
  codes?: string[];
}

interface CodeList {
  readonly name: string;
  readonly description: string;
  readonly node: string;
  readonly type: () => GraphQLClass;
  readonly args?: GraphQLClass;
  readonly filters?: ConnectionSource['filters'];
}

/** A list on Query of things that have a code, in order of it. */
export function codeList({ name, description, node, type, args, filters }: CodeList): FieldContribution {
  const connectionClass = connectionType(node, type);
  return {
    on: 'Query',
    name,
    description,
    type: () => connectionClass,
    args: args ?? CodeListArgs,
    source: connection({
      type: node,
      orderings: {
        CODE_ASC: {
          terms: [
            { sql: 't.code', type: 'text', direction: 'asc' },
            { sql: 't.id', type: 'int', direction: 'asc' },
          ],
        },
      },
      filters: { codes: { sql: (parameter) => `t.code = any(${parameter}::text[])` }, ...filters },
    }),
  };
}
