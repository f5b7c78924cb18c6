import { CustomerReferenceInput, draftsAbout } from '../customers';
import type { Ingest } from '../ingest';
import { maximumRecords, RecordPayload, recordAnswer, takeRecords } from '../review';
import {
  Arg,
  CalendarDate,
  Ctx,
  CurrencyCode,
  Field,
  From,
  type GraphQLClass,
  InputType,
  type LedgerRecord,
  Mutation,
  ObjectType,
  type ReadContext,
  Resolver,
  referenceWithin,
  SafeInt,
} from '../sdk';
import { given } from '../shared/given';
import { BasisEnum, LedgerEntry, LedgerKindEnum } from './ledger-entry';

@InputType({ description: 'An amount of money.' })
class MoneyInput {
  @Field(() => SafeInt, { description: 'Whole minor units: cents for EUR, yen for JPY.' })
  minorUnits!: number;

  @Field(() => CurrencyCode, { description: 'ISO 4217 code.' })
  currency!: string;
}

@InputType({ description: 'One ledger entry.' })
class LedgerEntryInput {
  @Field({ description: 'Key of the entry in its system; the same key again corrects it.' })
  sourceKey!: string;

  @Field(() => CustomerReferenceInput, { description: 'The customer.' })
  customer!: CustomerReferenceInput;

  @Field(() => LedgerKindEnum, { description: 'What the amount is for.' })
  kind!: LedgerRecord['entry'];

  @Field(() => MoneyInput, {
    description: 'Size of the entry, positive: the kind decides whether it adds or subtracts. Negative reverses.',
  })
  amount!: MoneyInput;

  @Field(() => CalendarDate, { description: 'The day it belongs to.' })
  occurredOn!: string;

  @Field(() => BasisEnum, { defaultValue: BasisEnum.RECORDED, description: 'What it rests on.' })
  basis!: 'recorded' | 'modelled' | 'allocated';

  @Field(() => String, { nullable: true, description: 'Code of the brand it belongs to.' })
  brand?: string | null;

  @Field(() => String, { nullable: true, description: 'Nature in the words of the source.' })
  nature?: string | null;

  @Field(() => String, { nullable: true, description: 'Who paid or was paid on our side.' })
  counterparty?: string | null;

  @Field(() => String, { nullable: true, description: 'A remark.' })
  memo?: string | null;
}

@InputType({ description: 'Ledger entries to record.' })
class RecordLedgerEntriesInput {
  @Field({ description: 'System the entries come from.' })
  source!: string;

  @Field(() => [LedgerEntryInput], { description: `The entries, 1 to ${maximumRecords}; more is an error.` })
  entries!: LedgerEntryInput[];
}

@ObjectType({ description: 'What became of one ledger entry.' })
class LedgerEntryOutcome extends RecordPayload {
  @Field({ description: 'Key of the entry in its system, as given.' })
  sourceKey!: string;

  @From(referenceWithin('LedgerEntry', 'ledger_entry_id'))
  @Field(() => LedgerEntry, { nullable: true, description: 'The entry as stored.' })
  entry?: LedgerEntry | null;
}

@ObjectType({ description: 'Answer to recordLedgerEntries.' })
class RecordLedgerEntriesPayload {
  @Field(() => [LedgerEntryOutcome], { description: 'One outcome for each entry, in the order given.' })
  outcomes!: LedgerEntryOutcome[];
}

export function recordLedgerEntriesMutation(services: { readonly ingest: Ingest }): GraphQLClass {
  @Resolver()
  class RecordLedgerEntries {
    @Mutation(() => RecordLedgerEntriesPayload, {
      description: 'Records money of customers, all in one transaction. A faulty entry rejects itself, not the others.',
    })
    async recordLedgerEntries(
      @Arg('input', () => RecordLedgerEntriesInput, { description: 'The entries.' })
      { source, entries }: RecordLedgerEntriesInput,
      @Ctx() context: ReadContext,
    ): Promise<object> {
      const drafts = await draftsAbout(context, entries, (entry, customer) => ({
        ...ledgerRecord(entry),
        source,
        customer,
      }));
      const outcomes = await takeRecords(services.ingest, drafts, context.principal);
      return {
        outcomes: outcomes.map((outcome, index) => ({
          ...recordAnswer(outcome),
          sourceKey: entries[index]?.sourceKey,
          customer_id: outcome.customerId ?? null,
          ledger_entry_id: outcome.subjectId ?? null,
        })),
      };
    }
  }
  return RecordLedgerEntries;
}

function ledgerRecord(input: Omit<LedgerEntryInput, 'customer'>): Omit<LedgerRecord, 'source' | 'customer'> {
  const { kind, amount, ...rest } = given(input);
  return { kind: 'ledger', entry: kind, amountMinor: amount.minorUnits, currency: amount.currency, ...rest };
}
