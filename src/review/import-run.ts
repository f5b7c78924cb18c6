import { DateTime, Field, From, FromTable, globalId, ID, Node, ObjectType, registerEnumType, SafeInt } from '../sdk';

export const ImportStateEnum = { RUNNING: 'running', FINISHED: 'finished', FAILED: 'failed' } as const;
registerEnumType(ImportStateEnum, {
  name: 'ImportState',
  description: 'How far an import has come.',
  valuesConfig: {
    RUNNING: { description: 'Under way, or interrupted: the next import of the same file resumes it.' },
    FINISHED: { description: 'The whole file has been read.' },
    FAILED: { description: 'Ended by a fault.' },
  },
});

@FromTable({ table: 'core.import_run', key: 'id', keyType: 'uuid' })
@ObjectType({ implements: Node, description: 'One import of one file, with what became of its items.' })
export class ImportRun extends Node {
  @From(globalId('ImportRun'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @Field({ description: 'Id of the importer, such as rep.call_reports.' })
  importer!: string;

  @Field({ description: 'Name of the file, without folder.' })
  fileName!: string;

  @Field(() => ImportStateEnum, { description: 'How far it has come.' })
  state!: string;

  @Field(() => SafeInt, { description: 'Items of the file that are done; a resumed import goes on after them.' })
  itemsDone!: number;

  @Field(() => SafeInt, { description: 'Records that were stored.' })
  accepted!: number;

  @Field(() => SafeInt, { description: 'Records that had come before with the same body.' })
  repeated!: number;

  @Field(() => SafeInt, { description: 'Records that replaced an earlier body.' })
  corrected!: number;

  @Field(() => SafeInt, { description: 'Items that were faulty.' })
  rejected!: number;

  @Field(() => SafeInt, { description: 'Records that wait for something they name, or for the plugin of their type.' })
  waiting!: number;

  @Field(() => SafeInt, { description: 'Items that a rule of the channel set aside.' })
  filtered!: number;

  @Field(() => DateTime, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => DateTime, { description: 'When its last batch was stored.' })
  updatedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while under way.' })
  finishedAt!: Date | null;
}
