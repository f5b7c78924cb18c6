import type { Ingest } from '../ingest';
import { RecordPayload, recordAnswer, takeRecord } from '../review';
import {
  Arg,
  Brand,
  type BrandRecord,
  type ContentRecord,
  Ctx,
  Field,
  From,
  type GraphQLClass,
  Mutation,
  ObjectType,
  type Principal,
  type ReadContext,
  Resolver,
  reference,
  TeamMember,
  type TeamMemberRecord,
  Territory,
  type TerritoryRecord,
} from '../sdk';
import { given } from '../shared/given';
import { type CodedInput, UpsertBrandInput, UpsertTeamMemberInput, UpsertTerritoryInput } from './reference-inputs';

@ObjectType({ description: 'Answer to upsertBrand.' })
class UpsertBrandPayload extends RecordPayload {
  @From(reference('Brand', 'code', 'code'))
  @Field(() => Brand, { nullable: true, description: 'The brand as stored.' })
  brand?: Brand | null;
}

@ObjectType({ description: 'Answer to upsertTerritory.' })
class UpsertTerritoryPayload extends RecordPayload {
  @From(reference('Territory', 'code', 'code'))
  @Field(() => Territory, { nullable: true, description: 'The territory as stored.' })
  territory?: Territory | null;
}

@ObjectType({ description: 'Answer to upsertTeamMember.' })
class UpsertTeamMemberPayload extends RecordPayload {
  @From(reference('TeamMember', 'code', 'code'))
  @Field(() => TeamMember, { nullable: true, description: 'The team member as stored.' })
  teamMember?: TeamMember | null;
}

export function referenceMutations({ ingest }: { readonly ingest: Ingest }): GraphQLClass {
  @Resolver()
  class ReferenceMutations {
    @Mutation(() => UpsertBrandPayload, { description: 'Makes a brand, or changes the one with the code.' })
    upsertBrand(
      @Arg('input', () => UpsertBrandInput, { description: 'The brand.' }) input: UpsertBrandInput,
      @Ctx() { principal }: ReadContext,
    ): Promise<object> {
      return takeCoded(ingest, { kind: 'brand', ...coded(input) }, principal);
    }

    @Mutation(() => UpsertTerritoryPayload, { description: 'Makes a territory, or changes the one with the code.' })
    upsertTerritory(
      @Arg('input', () => UpsertTerritoryInput, { description: 'The territory.' }) input: UpsertTerritoryInput,
      @Ctx() { principal }: ReadContext,
    ): Promise<object> {
      return takeCoded(ingest, { kind: 'territory', ...coded(input) }, principal);
    }

    @Mutation(() => UpsertTeamMemberPayload, { description: 'Makes a team member, or changes the one with the code.' })
    upsertTeamMember(
      @Arg('input', () => UpsertTeamMemberInput, { description: 'The team member.' }) input: UpsertTeamMemberInput,
      @Ctx() { principal }: ReadContext,
    ): Promise<object> {
      return takeCoded(ingest, { kind: 'teamMember', ...coded(input) }, principal);
    }
  }
  return ReferenceMutations;
}

/** An input as a record whose key is its code. */
export function coded<Input extends CodedInput>(input: Input) {
  return { ...given(input), source: input.source, code: input.code.trim(), sourceKey: input.code.trim() };
}

/** Brings reference data through the intake; `code` finds what was stored. */
export async function takeCoded(
  ingest: Ingest,
  record: BrandRecord | TerritoryRecord | TeamMemberRecord | ContentRecord,
  principal: Principal,
): Promise<object> {
  const outcome = await takeRecord(ingest, { record }, principal);
  return { ...recordAnswer(outcome), code: outcome.code === undefined ? record.code : null };
}
