import { CustomerRecordInput, draftAbout } from '../customers';
import type { Ingest } from '../ingest';
import { RecordPayload, recordAnswer, takeRecord } from '../review';
import {
  Arg,
  Ctx,
  DateTime,
  Field,
  From,
  type GraphQLClass,
  InputType,
  Mutation,
  type NeedRecord,
  ObjectType,
  type ReadContext,
  Resolver,
  referenceWithin,
} from '../sdk';
import { given } from '../shared/given';
import { Need, NeedKindEnum } from './need';

@InputType({ description: 'Something a customer asked for or needs.' })
class RaiseNeedInput extends CustomerRecordInput {
  @Field(() => NeedKindEnum, { description: 'What it is.' })
  kind!: NeedRecord['need'];

  @Field({ description: 'What it is about, in a word or two.' })
  topic!: string;

  @Field(() => String, { nullable: true, description: 'In the customer’s words.' })
  text?: string | null;

  @Field(() => DateTime, { description: 'When the customer raised it.' })
  raisedAt!: Date;

  @Field(() => String, { nullable: true, description: 'Code of the brand it is about.' })
  brand?: string | null;

  @Field(() => String, { nullable: true, description: 'Channel it came through, such as rep.' })
  channel?: string | null;
}

@ObjectType({ description: 'Answer to raiseNeed.' })
class RaiseNeedPayload extends RecordPayload {
  @From(referenceWithin('Need', 'need_id'))
  @Field(() => Need, { nullable: true, description: 'The request or need as stored.' })
  need?: Need | null;
}

export function raiseNeedMutation(services: { readonly ingest: Ingest }): GraphQLClass {
  @Resolver()
  class RaiseNeed {
    @Mutation(() => RaiseNeedPayload, { description: 'Records what a customer asked for or needs.' })
    async raiseNeed(
      @Arg('input', () => RaiseNeedInput, { description: 'The request or need.' }) input: RaiseNeedInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const draft = await draftAbout(context, input, needRecord);
      const outcome = await takeRecord(services.ingest, draft, context.principal);
      return {
        ...recordAnswer(outcome),
        customer_id: outcome.customerId ?? null,
        need_id: outcome.subjectId ?? null,
      };
    }
  }
  return RaiseNeed;
}

function needRecord(input: Omit<RaiseNeedInput, 'customer'>, customer: NeedRecord['customer']): NeedRecord {
  const { kind, raisedAt, ...rest } = given(input);
  return { kind: 'need', need: kind, raisedAt: raisedAt.toISOString(), customer, ...rest };
}
