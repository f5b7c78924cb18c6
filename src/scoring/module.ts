import { batch, type Contributions, type Job } from '../sdk';
import type { ContributionGrouping } from './contributions';
import { refreshDirtyWithin } from './refresh-dirty';
import type { Scoring } from './scoring';
import type { ValueReader } from './value-reader';
import {
  ContributionArgs,
  ContributionEvidence,
  RelationshipValue,
  RelationshipValueArgs,
  ValueComponent,
  ValueContribution,
} from './value-types';

export interface ScoringServices {
  readonly values: ValueReader;
  readonly scoring: Pick<Scoring, 'refresh'>;
}

/** `Customer.relationshipValue` with what it is made of, and the job that refreshes values after bulk imports. */
export function scoringModule(services: ScoringServices): Contributions {
  return {
    types: [RelationshipValue, ValueComponent, ValueContribution, ContributionEvidence],
    fields: [
      {
        on: 'Customer',
        name: 'relationshipValue',
        description:
          'What the relationship is worth, and why. Null for consumers: no value, ranking or money is computed for patients and consumers unless a lawful basis switches it on.',
        type: () => RelationshipValue,
        nullable: true,
        args: RelationshipValueArgs,
        source: batch((keys, { asOf }, { reader, now }) =>
          services.values.values(reader, {
            customerIds: keys.map(Number),
            asOf: (asOf as Date | undefined) ?? null,
            now,
          }),
        ),
      },
      {
        on: 'ValueComponent',
        name: 'contributions',
        description: 'What the component is made of, strongest first. The lines add up to its value.',
        type: () => [ValueContribution],
        args: ContributionArgs,
        source: batch((keys, { by, first }, { reader }) => {
          const question = { by: by as ContributionGrouping, first: first as number | null | undefined };
          return services.values.contributions(reader, { keys: keys.map(String), ...question });
        }, 'contributionKey'),
      },
    ],
    jobs: [refreshJob(services)],
  };
}

/** Small enough that the locks of one transaction do not hold up an intake. */
const refreshBatch = 2000;

function refreshJob({ scoring }: Pick<ScoringServices, 'scoring'>): Job {
  return {
    id: 'core.refresh-values',
    title: 'Computes the stored relationship values that bulk imports left outdated',
    schedule: '* * * * *',
    run: async ({ writer, now, log }) => {
      const refreshed = await refreshDirtyWithin(writer, scoring, now, refreshBatch);
      if (refreshed > 0) log('Outdated relationship values were computed anew.', { refreshed });
    },
  };
}
