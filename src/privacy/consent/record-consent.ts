import { CustomerRecordInput, draftAbout } from '../../customers';
import type { Ingest } from '../../ingest';
import { RecordPayload, recordAnswer, takeRecord } from '../../review';
import {
  Arg,
  type ConsentPurpose,
  type ConsentRecord,
  Ctx,
  DateTime,
  Field,
  From,
  type GraphQLClass,
  InputType,
  Mutation,
  ObjectType,
  type ReadContext,
  Resolver,
  referenceWithin,
} from '../../sdk';
import { given } from '../../shared/given';
import { Consent, ContactPurposeEnum } from './consent-type';

@InputType({ description: 'How a grant or withdrawal can be proved.' })
class ConsentProofInput {
  @Field({ description: 'What the customer did, such as a double opt-in or a signed form.' })
  how!: string;

  @Field(() => String, { nullable: true, description: 'Where, such as the address of a page or the name of an event.' })
  where?: string | null;

  @Field(() => String, { nullable: true, description: 'Version of the words that were agreed to.' })
  wording?: string | null;
}

@InputType({ description: 'What a customer forbids.' })
class WithdrawConsentInput extends CustomerRecordInput {
  @Field(() => String, { nullable: true, description: 'Id of the channel, such as email; absent: every channel.' })
  channel?: string | null;

  @Field(() => ContactPurposeEnum, { nullable: true, description: 'The purpose; absent: every purpose.' })
  purpose?: ConsentPurpose | null;

  @Field(() => String, { nullable: true, description: 'Code of the brand; absent: every brand.' })
  brand?: string | null;

  @Field(() => ConsentProofInput, { description: 'How it can be proved.' })
  proof!: ConsentProofInput;

  @Field(() => DateTime, { description: 'From when on it holds.' })
  validFrom!: Date;
}

@InputType({ description: 'What a customer allows.' })
class RecordConsentInput extends WithdrawConsentInput {
  @Field(() => DateTime, { nullable: true, description: 'Until when it holds; absent: until it is withdrawn.' })
  validUntil?: Date | null;
}

@ObjectType({ description: 'Answer to recordConsent and withdrawConsent.' })
class ConsentPayload extends RecordPayload {
  @From(referenceWithin('Consent', 'consent_id'))
  @Field(() => Consent, { nullable: true, description: 'The grant or withdrawal as stored.' })
  consent?: Consent | null;
}

export interface RecordConsentServices {
  readonly ingest: Ingest;
}

export function consentMutations({ ingest }: RecordConsentServices): GraphQLClass {
  const take = async (state: ConsentRecord['state'], input: RecordConsentInput, context: ReadContext) => {
    const toRecord = (said: Omit<RecordConsentInput, 'customer'>, customer: ConsentRecord['customer']) =>
      consentRecord(said, { state, customer });
    const outcome = await takeRecord(ingest, await draftAbout(context, input, toRecord), context.principal);
    return {
      ...recordAnswer(outcome),
      customer_id: outcome.customerId ?? null,
      consent_id: outcome.subjectId ?? null,
    };
  };
  @Resolver()
  class ConsentMutations {
    @Mutation(() => ConsentPayload, { description: 'Records what a customer allows, with the proof.' })
    recordConsent(
      @Arg('input', () => RecordConsentInput, { description: 'What is allowed.' }) input: RecordConsentInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      return take('granted', input, context);
    }

    @Mutation(() => ConsentPayload, {
      description: 'Records what a customer forbids. It acts at once: nothing is sent or proposed against it any more.',
    })
    withdrawConsent(
      @Arg('input', () => WithdrawConsentInput, { description: 'What is forbidden.' }) input: WithdrawConsentInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      return take('withdrawn', input, context);
    }
  }
  return ConsentMutations;
}

function consentRecord(
  input: Omit<RecordConsentInput, 'customer'>,
  { state, customer }: Pick<ConsentRecord, 'state' | 'customer'>,
): ConsentRecord {
  const { validFrom, validUntil, proof, ...rest } = given(input);
  return {
    kind: 'consent',
    state,
    customer,
    ...rest,
    proof: given(proof),
    validFrom: validFrom.toISOString(),
    ...(validUntil === undefined ? {} : { validUntil: validUntil.toISOString() }),
  };
}
