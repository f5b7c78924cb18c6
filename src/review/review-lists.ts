import { ArgsType, connection, connectionType, Field, type FieldContribution, type Filter, ID, PageArgs } from '../sdk';
import { decodeUuidId } from '../shared/global-id';
import { ImportRun } from './import-run';
import { DispositionEnum, SetAsideRecord } from './set-aside-record';

const SetAsideRecordConnection = connectionType('SetAsideRecord', () => SetAsideRecord);
const ImportRunConnection = connectionType('ImportRun', () => ImportRun);

@ArgsType()
class SetAsideRecordsArgs extends PageArgs {
  @Field(() => DispositionEnum, { nullable: true, description: 'Only records set aside for this reason.' })
  disposition?: string;

  @Field(() => String, { nullable: true, description: 'Only records that came through this door.' })
  door?: string;

  @Field(() => String, { nullable: true, description: 'Only records with this error code.' })
  code?: string;

  @Field(() => ID, { nullable: true, description: 'Only records of this import run.' })
  importRun?: string;

  @Field(() => Boolean, { defaultValue: false, description: 'False: records still open. True: those resolved.' })
  resolved?: boolean;

  @Field(() => String, { nullable: true, description: 'Only records that wait for this plugin.' })
  plugin?: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: only dead letters, on which a plugin failed so often that they are no longer tried. False: none of them.',
  })
  dead?: boolean;
}

@ArgsType()
class ImportRunsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only runs of this importer.' })
  importer?: string;
}

const equals = (column: string, type: string): Filter => ({
  sql: (parameter) => `t.${column} = ${parameter}::${type}`,
});

export const reviewLists: readonly FieldContribution[] = [
  {
    on: 'Query',
    name: 'setAsideRecords',
    description: 'Records that the intake set aside, oldest first: the review queue.',
    type: () => SetAsideRecordConnection,
    args: SetAsideRecordsArgs,
    source: connection({
      type: 'SetAsideRecord',
      orderings: {
        OLDEST_FIRST: {
          terms: [
            { sql: 't.received_at', type: 'timestamptz', direction: 'asc' },
            { sql: 't.id', type: 'uuid', direction: 'asc' },
          ],
        },
      },
      filters: {
        disposition: equals('disposition', 'text'),
        door: equals('door', 'text'),
        code: equals('code', 'text'),
        importRun: {
          ...equals('import_run_id', 'uuid'),
          value: (id) => decodeUuidId(id as string, 'ImportRun'),
        },
        resolved: { sql: (parameter) => `(t.resolved_at is not null) = ${parameter}::boolean` },
        plugin: equals('plugin', 'text'),
        dead: { sql: (parameter) => `(t.dead_at is not null) = ${parameter}::boolean` },
      },
    }),
  },
  {
    on: 'Query',
    name: 'importRuns',
    description: 'Imports of files, latest first.',
    type: () => ImportRunConnection,
    args: ImportRunsArgs,
    source: connection({
      type: 'ImportRun',
      orderings: {
        LATEST_FIRST: {
          terms: [
            { sql: 't.started_at', type: 'timestamptz', direction: 'desc' },
            { sql: 't.id', type: 'uuid', direction: 'desc' },
          ],
        },
      },
      filters: { importer: equals('importer', 'text') },
    }),
  },
];
