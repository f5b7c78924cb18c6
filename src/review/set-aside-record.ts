import {
  DateTime,
  Field,
  From,
  FromTable,
  globalId,
  ID,
  Int,
  JsonObject,
  Node,
  ObjectType,
  reference,
  registerEnumType,
  SafeInt,
} from '../sdk';
import { ImportRun } from './import-run';

export const DispositionEnum = { REJECTED: 'rejected', WAITING: 'waiting', FILTERED: 'filtered' } as const;
registerEnumType(DispositionEnum, {
  name: 'Disposition',
  description: 'Why a record was set aside.',
  valuesConfig: {
    REJECTED: { description: 'It is faulty.' },
    WAITING: {
      description:
        'It cannot be stored yet: something it names is unknown or undecided, it lies in the future, or its plugin failed on it or does not run. The code says which.',
    },
    FILTERED: { description: 'A rule of its channel set it aside, such as a crawler’s visit.' },
  },
});

@FromTable({ table: 'core.intake_set_aside', key: 'id', keyType: 'uuid' })
@ObjectType({ implements: Node, description: 'A record that the intake kept without storing what it says.' })
export class SetAsideRecord extends Node {
  @From(globalId('SetAsideRecord'))
  @Field(() => ID, { description: 'Opaque id.' })
  override id!: string;

  @Field(() => DispositionEnum, { description: 'Why it was set aside.' })
  disposition!: string;

  @Field({ description: 'The door it came through: mutation, import:<importer>, hook:<plugin>/<adapter>.' })
  door!: string;

  @Field({ description: 'Error code, as listed in the error code reference.' })
  code!: string;

  @Field({ description: 'The same in a sentence, with the values in question.' })
  reason!: string;

  @Field(() => String, { nullable: true, description: 'System it came from, when that could be read.' })
  source!: string | null;

  @Field(() => String, { nullable: true, description: 'Its key in that system, when that could be read.' })
  sourceKey!: string | null;

  @Field(() => SafeInt, { nullable: true, description: 'Line or position in the file or request, counting from 1.' })
  line!: number | null;

  @Field(() => String, { nullable: true, description: 'The item as it arrived.' })
  raw!: string | null;

  @Field(() => JsonObject, { nullable: true, description: 'The record as it was understood; null when it was not.' })
  record!: Record<string, unknown> | null;

  @From(reference('ImportRun', 'import_run_id'))
  @Field(() => ImportRun, { nullable: true, description: 'The import it belongs to.' })
  importRun?: ImportRun | null;

  @Field(() => DateTime, { description: 'When it arrived.' })
  receivedAt!: Date;

  @Field(() => Int, { description: 'How often it has been through the intake.' })
  attempts!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it was stored or discarded; null while open.' })
  resolvedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'How it was resolved; null while open.' })
  resolution!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Id of the plugin that failed on it, or does not run; null when it waits for something else.',
  })
  plugin!: string | null;

  @Field(() => Int, { description: 'How often the plugin has failed on it.' })
  failures!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it is tried again by itself; null when it is not.' })
  retryAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When it became a dead letter, which is tried again only when somebody asks for it; null when it did not.',
  })
  deadAt!: Date | null;
}
