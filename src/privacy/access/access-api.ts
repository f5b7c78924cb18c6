import { noteCustomers } from '../../execution';
import {
  Arg,
  ArgsType,
  batch,
  Ctx,
  DateTime,
  Field,
  type FieldContribution,
  type GraphQLClass,
  ID,
  InputType,
  Int,
  JsonObject,
  Mutation,
  ObjectType,
  type ReadContext,
  Resolver,
  registerEnumType,
} from '../../sdk';
import { encodeGlobalId, uuidKey } from '../../shared/global-id';
import { visibleCustomer } from '../visible-customer';
import { isVisible } from '../visible-customer.store';
import { readAccess, readSections } from './access.store';
import { type AccessServices, requestAccess } from './collect';
import { accessPage, accessReport } from './report';

const SubjectAccessStateEnum = { COLLECTING: 'collecting', FINISHED: 'finished' } as const;
registerEnumType(SubjectAccessStateEnum, {
  name: 'SubjectAccessState',
  description: 'How far a copy for a person has come.',
  valuesConfig: {
    COLLECTING: { description: 'A job collects it, part by part.' },
    FINISHED: { description: 'All of it is there.' },
  },
});

@ObjectType({ description: 'A copy of everything held on a person, for that person.' })
class SubjectAccess {
  @Field(() => ID, { description: 'Id of the request.' })
  id!: string;

  @Field(() => ID, { description: 'The customer it is about.' })
  customerId!: string;

  @Field(() => SubjectAccessStateEnum, { description: 'How far it has come.' })
  state!: string;

  @Field(() => Int, { description: 'Parts collected so far.' })
  sectionsDone!: number;

  @Field(() => Int, { description: 'Parts in all.' })
  sections!: number;

  @Field({ description: 'Who asked for it.' })
  requestedBy!: string;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was complete; null: not yet.' })
  finishedAt!: Date | null;

  @Field(() => JsonObject, {
    nullable: true,
    description: 'The data with their sources and recipients; null until all parts are there.',
  })
  report!: object | null;

  @Field(() => String, { nullable: true, description: 'The same as an HTML page; null until all parts are there.' })
  page!: string | null;
}

@InputType({ description: 'Whose data to collect.' })
class RequestSubjectAccessInput {
  @Field(() => ID, { description: 'The customer.' })
  customerId!: string;
}

@ObjectType({ description: 'Answer to requestSubjectAccess.' })
class RequestSubjectAccessPayload {
  @Field(() => SubjectAccess, { description: 'The request; ask subjectAccess for its progress and the copy.' })
  access!: SubjectAccess;
}

@ArgsType()
class SubjectAccessArgs {
  @Field(() => ID, { description: 'Id of the request.' })
  id!: string;
}

/** Null when there is no such request or its customer may not be seen. */
async function shownAccess(context: ReadContext, id: string): Promise<SubjectAccess | null> {
  const access = await readAccess(context.reader, id);
  if (access === null || !(await isVisible(context, access.customerId))) return null;
  const finished = access.state === 'finished';
  if (finished) noteCustomers(context, [access.customerId]);
  const report = finished ? accessReport(access, await readSections(context.reader, access)) : null;
  return {
    ...access,
    customerId: encodeGlobalId('Customer', access.customerId),
    report,
    page: report === null ? null : accessPage(report),
  };
}

export const accessFields: readonly FieldContribution[] = [
  {
    on: 'Query',
    name: 'subjectAccess',
    description: 'A copy for a person, with its progress; null when there is none.',
    type: () => SubjectAccess,
    nullable: true,
    args: SubjectAccessArgs,
    source: batch(async (keys, args, context) => {
      const access = await shownAccess(context, uuidKey(String(args.id), 'SubjectAccess'));
      return keys.map(() => access);
    }),
  },
];

export function accessMutation(services: AccessServices): GraphQLClass {
  @Resolver()
  class RequestSubjectAccess {
    @Mutation(() => RequestSubjectAccessPayload, {
      description: 'Collects everything held on a customer, from core, queues and plugins, in a job.',
    })
    async requestSubjectAccess(
      @Arg('input', () => RequestSubjectAccessInput, { description: 'The customer.' }) input: RequestSubjectAccessInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const customerId = await visibleCustomer(context, input.customerId);
      const requestedBy = context.principal.subject;
      const id = await requestAccess(services, { customerId, requestedBy, at: context.now });
      return { access: await shownAccess(context, id) };
    }
  }
  return RequestSubjectAccess;
}
