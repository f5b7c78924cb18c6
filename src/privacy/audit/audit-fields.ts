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
  type ReadContext,
  SafeInt,
} from '../../sdk';
import { uuidKey } from '../../shared/global-id';
import { erasedPerson } from '../erasure/erasure.store';
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
  @Field(() => ID, { nullable: true, description: 'The customer; this or erasureId.' })
  customerId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of an erasure: who was shown data of the person before, whose name nobody knows any more.',
  })
  erasureId?: string | null;

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
      const entries = await entriesOf(context.reader, await personOf(args as Asked, context), limit);
      return keys.map(() => entries);
    }),
  },
];

type Asked = Pick<ReadAuditArgs, 'customerId' | 'erasureId'>;

/** @throws RapportError BAD_INPUT, ID_INVALID, NOT_FOUND */
async function personOf({ customerId, erasureId }: Asked, context: ReadContext): Promise<number> {
  if ((customerId == null) === (erasureId == null)) {
    throw new RapportError('BAD_INPUT', 'Give customerId or erasureId, exactly one of the two.');
  }
  if (customerId != null) return visibleCustomer(context, customerId);
  const erased = await erasedPerson(context.reader, uuidKey(String(erasureId)));
  if (erased === null) throw new RapportError('NOT_FOUND', 'There is no erasure with this id.');
  return erased;
}
