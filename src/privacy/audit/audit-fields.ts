import {
  ArgsType,
  batch,
  DateTime,
  Field,
  type FieldContribution,
  ID,
  Int,
  ObjectType,
  RapportError,
  SafeInt,
} from '../../sdk';
import { visibleCustomer } from '../visible-customer';
import { entriesOf } from './read-audit.store';

@ObjectType({ description: 'Somebody was shown data of a person.' })
class ReadAuditEntry {
  @Field(() => SafeInt, { description: 'Place in the chain, from 1 without gaps.' })
  seq!: number;

  @Field(() => DateTime, { description: 'When.' })
  readAt!: Date;

  @Field({ description: 'Who: key of the reader in the system that vouches for it.' })
  subject!: string;

  @Field(() => [String], { description: 'Roles the reader had.' })
  roles!: readonly string[];

  @Field({ description: 'Name of the operation, or its root fields.' })
  operation!: string;

  @Field(() => String, { nullable: true, description: 'Purpose that was stated; null: none.' })
  purpose!: string | null;

  @Field({ description: 'Id of the request, as in the log.' })
  requestId!: string;

  @Field({ description: 'Hash of the entry and the one before it.' })
  hash!: string;
}

const mostEntries = 1_000;

@ArgsType()
class ReadAuditArgs {
  @Field(() => ID, { description: 'The customer.' })
  customerId!: string;

  @Field(() => Int, { defaultValue: 50, description: `How many, 1 to ${mostEntries}.` })
  first!: number;
}

export const auditFields: readonly FieldContribution[] = [
  {
    on: 'Query',
    name: 'readAudit',
    description: 'Who was shown the data of a person, by which operation and for which purpose, latest first.',
    type: () => [ReadAuditEntry],
    args: ReadAuditArgs,
    source: batch(async (keys, args, context) => {
      const limit = Number(args.first);
      if (limit < 1 || limit > mostEntries)
        throw new RapportError('PAGE_TOO_LARGE', `first must be 1 to ${mostEntries}.`);
      const entries = await entriesOf(context.reader, await visibleCustomer(context, String(args.customerId)), limit);
      return keys.map(() => entries);
    }),
  },
];
