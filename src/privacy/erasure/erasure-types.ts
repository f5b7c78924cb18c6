import { DateTime, Field, ID, Int, ObjectType, registerEnumType, SafeInt } from '../../sdk';
import { LegalHold } from '../holds/hold-types';

export const ErasureGroundEnum = {
  REQUEST: 'request',
  OBJECTION: 'objection',
  RETENTION: 'retention',
  UNLAWFUL: 'unlawful',
} as const;
registerEnumType(ErasureGroundEnum, {
  name: 'ErasureGround',
  description: 'Why a person is erased.',
  valuesConfig: {
    REQUEST: { description: 'The person asked for it.' },
    OBJECTION: { description: 'The person objects to the processing.' },
    RETENTION: { description: 'The data are not needed any more.' },
    UNLAWFUL: { description: 'The data should not have been kept.' },
  },
});

@ObjectType({ description: 'Rows of one table.' })
export class TableCount {
  @Field({ description: 'The table.' })
  table!: string;

  @Field(() => SafeInt, { description: 'How many rows.' })
  rows!: number;
}

@ObjectType({ description: 'What one contributor removes.' })
export class ErasureRemoval {
  @Field({ description: 'core, queues, or the id of a plugin.' })
  contributor!: string;

  @Field(() => [TableCount], { description: 'Rows by table, of tables that have any.' })
  tables!: readonly TableCount[];
}

@ObjectType({ description: 'What erasing a customer would remove now. Nothing was removed.' })
export class ErasurePreview {
  @Field(() => [ErasureRemoval], { description: 'By contributor; empty when a legal hold keeps everything.' })
  removals!: readonly ErasureRemoval[];

  @Field(() => [LegalHold], { description: 'Legal holds in force.' })
  holds!: readonly LegalHold[];
}

@ObjectType({
  description: 'What a contributor signed about an erasure. It tells tables and counts, never the person.',
})
export class ErasureReceipt {
  @Field({ description: 'core, queues, or the id of a plugin.' })
  contributor!: string;

  @Field({ description: 'The exact text that is signed: JSON.' })
  document!: string;

  @Field({ description: 'Ed25519 over it, base64url.' })
  signature!: string;

  @Field({ description: 'The key it is signed with.' })
  keyId!: string;

  @Field({ description: 'valid, changed, or unknown key: checked just now.' })
  check!: string;
}

@ObjectType({ description: 'An erasure.' })
export class Erasure {
  @Field(() => ID, { description: 'Id of the erasure.' })
  id!: string;

  @Field(() => ErasureGroundEnum, { description: 'Why.' })
  ground!: string;

  @Field({ description: 'Who ordered it.' })
  requestedBy!: string;

  @Field(() => DateTime, { description: 'When.' })
  erasedAt!: Date;

  @Field(() => [String], { description: 'Areas that a legal hold kept.' })
  heldAreas!: readonly string[];

  @Field({ description: 'Whether records of the person are still kept out.' })
  marked!: boolean;

  @Field(() => [ErasureReceipt], { description: 'One of each contributor.' })
  receipts!: readonly ErasureReceipt[];
}

@ObjectType({ description: 'Answer to eraseCustomer.' })
export class EraseCustomerPayload {
  @Field(() => Erasure, { description: 'The erasure with its receipts.' })
  erasure!: Erasure;
}

@ObjectType({ description: 'Answer to releaseErasureMarks.' })
export class ReleaseErasureMarksPayload {
  @Field(() => Int, { description: 'How many marks went; 0 when they had gone before.' })
  released!: number;
}
