import {
  ArgsType,
  CalendarDate,
  type ConnectionSource,
  connection,
  connectionType,
  Field,
  type FieldContribution,
  PageArgs,
} from '../sdk';
import { Affiliation } from './affiliation';
import { Relationship } from './relationship';

const RelationshipConnection = connectionType('Relationship', () => Relationship);
const AffiliationConnection = connectionType('Affiliation', () => Affiliation);

@ArgsType()
class TiesArgs extends PageArgs {
  @Field(() => CalendarDate, { nullable: true, description: 'Only ties in force on this day; absent: all.' })
  activeOn?: string;

  @Field(() => [String], { nullable: true, description: 'Only ties with one of these roles.' })
  roles?: string[];
}

/** Ties of unknown beginning come last. */
const latestFirst: ConnectionSource['orderings'] = {
  LATEST_FIRST: {
    terms: [
      { sql: "coalesce(t.since, '0001-01-01'::date)", type: 'date', direction: 'desc' },
      { sql: 't.id', type: 'uuid', direction: 'desc' },
    ],
  },
};

const tiesOf = (type: string): ConnectionSource =>
  connection({
    type,
    column: 'id',
    key: 'customer_id',
    orderings: latestFirst,
    filters: {
      activeOn: {
        sql: (parameter) =>
          `coalesce(t.since <= ${parameter}::date, true) and coalesce(t.until >= ${parameter}::date, true)`,
      },
      roles: { sql: (parameter) => `t.role = any(${parameter}::text[])` },
    },
  });

export const relationshipFields: readonly FieldContribution[] = [
  {
    on: 'Customer',
    name: 'relationships',
    description: 'Ties with our team members and brands, latest first.',
    type: () => RelationshipConnection,
    args: TiesArgs,
    source: tiesOf('Relationship'),
  },
  {
    on: 'Customer',
    name: 'affiliations',
    description: 'Ties with other customers, in both directions, latest first.',
    type: () => AffiliationConnection,
    args: TiesArgs,
    source: tiesOf('Affiliation'),
  },
];
