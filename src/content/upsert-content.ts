import type { Ingest } from '../ingest';
import { CodedInput, coded, takeCoded } from '../reference-data';
import { RecordPayload } from '../review';
import {
  Arg,
  CalendarDate,
  Content,
  Ctx,
  Field,
  From,
  type GraphQLClass,
  InputType,
  Mutation,
  ObjectType,
  type ReadContext,
  Resolver,
  reference,
} from '../sdk';

@InputType({ description: 'An approved message or material.' })
class UpsertContentInput extends CodedInput {
  @Field({ description: 'Title for people.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'Code of the brand it is about.' })
  brand?: string | null;

  @Field(() => String, { nullable: true, description: 'Channel it is made for; absent: any.' })
  channel?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'First day of its approval.' })
  approvedFrom?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: 'Last day of its approval.' })
  approvedUntil?: string | null;
}

@ObjectType({ description: 'Answer to upsertContent.' })
class UpsertContentPayload extends RecordPayload {
  @From(reference('Content', 'code', 'code'))
  @Field(() => Content, { nullable: true, description: 'The content as stored.' })
  content?: Content | null;
}

export function upsertContentMutation({ ingest }: { readonly ingest: Ingest }): GraphQLClass {
  @Resolver()
  class UpsertContent {
    @Mutation(() => UpsertContentPayload, { description: 'Makes content, or changes the one with the code.' })
    upsertContent(
      @Arg('input', () => UpsertContentInput, { description: 'The content.' }) input: UpsertContentInput,
      @Ctx() { principal }: ReadContext,
    ): Promise<object> {
      return takeCoded(ingest, { kind: 'content', ...coded(input) }, principal);
    }
  }
  return UpsertContent;
}
