import type { Database } from '../db/database';
import {
  Arg,
  Ctx,
  DateTime,
  Field,
  From,
  type GraphQLClass,
  ID,
  InputType,
  Mutation,
  ObjectType,
  RapportError,
  type ReadContext,
  Resolver,
  referenceWithin,
  registerEnumType,
  type Writer,
} from '../sdk';
import { decodeCustomerScopedId } from '../shared/global-id';
import { type Answer, lockNeed, type NeedKey, writeAnswer } from './answer-need.store';
import { Need, NeedResultEnum } from './need';

const AnswerOutcomeEnum = { ANSWERED: 'answered', REPEATED: 'repeated', ALREADY_ANSWERED: 'already-answered' } as const;
registerEnumType(AnswerOutcomeEnum, {
  name: 'AnswerOutcome',
  description: 'What became of an answer.',
  valuesConfig: {
    ANSWERED: { description: 'It is stored.' },
    REPEATED: { description: 'The same answer stood there before; nothing changed.' },
    ALREADY_ANSWERED: { description: 'Another answer was given before and stays; nothing changed.' },
  },
});

@InputType({ description: 'The answer to a request or need.' })
class AnswerNeedInput {
  @Field(() => ID, { description: 'Id of the request or need.' })
  id!: string;

  @Field(() => NeedResultEnum, { description: 'How far it was met.' })
  result!: string;

  @Field(() => String, { nullable: true, description: 'The answer given.' })
  answer?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was given; absent: now.' })
  answeredAt?: Date | null;
}

@ObjectType({ description: 'Answer to answerNeed.' })
class AnswerNeedPayload {
  @Field(() => AnswerOutcomeEnum, { description: 'What became of the answer.' })
  outcome!: string;

  @From(referenceWithin('Need', 'need_id'))
  @Field(() => Need, { description: 'The request or need as it stands now.' })
  need?: Need;
}

export interface AnswerServices {
  readonly database: Pick<Database, 'transaction'>;
}

export function answerNeedMutation(services: AnswerServices): GraphQLClass {
  @Resolver()
  class AnswerNeed {
    @Mutation(() => AnswerNeedPayload, { description: 'Answers a request or need, once.' })
    async answerNeed(
      @Arg('input', () => AnswerNeedInput, { description: 'The answer.' }) input: AnswerNeedInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const { now } = context;
      const key = decodeCustomerScopedId(input.id, 'Need');
      const answeredAt = input.answeredAt ?? null;
      if (answeredAt !== null && answeredAt > now) {
        throw new RapportError('BAD_INPUT', 'input.answeredAt lies in the future.');
      }
      const given = { answeredAt, answer: input.answer ?? null, met: input.result };
      const outcome = await services.database.transaction((writer) =>
        answerOnce({ ...context, writer }, key, given, now),
      );
      return { outcome, customer_id: key.customerId, need_id: key.id };
    }
  }
  return AnswerNeed;
}

type GivenAnswer = Omit<Answer, 'answeredAt'> & { readonly answeredAt: Date | null };

/** @throws RapportError NOT_FOUND, BAD_INPUT when the answer would come before the question */
async function answerOnce(
  { writer, visible }: Pick<ReadContext, 'visible'> & { readonly writer: Writer },
  key: NeedKey,
  given: GivenAnswer,
  now: Date,
): Promise<string> {
  const need = await lockNeed(writer, key, visible);
  if (need === null) throw new RapportError('NOT_FOUND', 'There is no request or need with this id.');
  if (need.answered_at !== null) {
    const sameTime = given.answeredAt === null || given.answeredAt.getTime() === need.answered_at.getTime();
    const same = sameTime && given.answer === need.answer && given.met === need.met;
    return same ? AnswerOutcomeEnum.REPEATED : AnswerOutcomeEnum.ALREADY_ANSWERED;
  }
  const answeredAt = given.answeredAt ?? now;
  if (answeredAt < need.raised_at) {
    const raised = need.raised_at.toISOString();
    throw new RapportError('BAD_INPUT', `The answer cannot come before the question, which was raised at ${raised}.`);
  }
  await writeAnswer(writer, key, { ...given, answeredAt }, now);
  return AnswerOutcomeEnum.ANSWERED;
}
