import { ArgsType, connection, connectionType, Field, type FieldContribution, list, PageArgs } from '../sdk';
import { DateRange } from './date-range';
import { BasisEnum, LedgerEntry, LedgerKindEnum } from './ledger-entry';

const LedgerEntryConnection = connectionType('LedgerEntry', () => LedgerEntry);

@ArgsType()
class LedgerArgs extends PageArgs {
  @Field(() => [LedgerKindEnum], { nullable: true, description: 'Only entries for these purposes.' })
  kinds?: string[];

  @Field(() => [BasisEnum], { nullable: true, description: 'Only entries that rest on these.' })
  bases?: string[];

  @Field(() => DateRange, { nullable: true, description: 'Only entries of these days.' })
  between?: DateRange;
}

export const ledgerFields: readonly FieldContribution[] = [
  {
    on: 'Customer',
    name: 'ledger',
    description: 'Money of the customer, entry by entry, latest day first.',
    type: () => LedgerEntryConnection,
    args: LedgerArgs,
    source: connection({
      type: 'LedgerEntry',
      column: 'id',
      key: 'customer_id',
      where: 't.retracted_at is null',
      orderings: {
        LATEST_FIRST: {
          terms: [
            { sql: 't.occurred_on', type: 'date', direction: 'desc' },
            { sql: 't.id', type: 'uuid', direction: 'desc' },
          ],
        },
      },
      filters: {
        kinds: { sql: (parameter) => `t.kind = any(${parameter}::text[])` },
        bases: { sql: (parameter) => `t.basis = any(${parameter}::text[])` },
        'between.from': { sql: (parameter) => `t.occurred_on >= ${parameter}::date` },
        'between.to': { sql: (parameter) => `t.occurred_on <= ${parameter}::date` },
      },
    }),
  },
  {
    on: 'Interaction',
    name: 'ledgerEntries',
    description: 'Money that is part of the contact, such as a meal.',
    type: () => [LedgerEntry],
    source: list({
      type: 'LedgerEntry',
      column: 'id',
      key: 'interaction_id',
      within: 'customer_id',
      where: 't.retracted_at is null',
      orderBy: [
        { sql: 't.source_key', type: 'text', direction: 'asc' },
        { sql: 't.id', type: 'uuid', direction: 'asc' },
      ],
      limit: 500,
    }),
  },
];
