import { batch, type Contributions, type FieldContribution, type Job, type Principal, storedBatch } from '../sdk';
import { decodeIntegerId } from '../shared/global-id';
import type { ContributionGrouping } from './contributions';
import { readLawfulBases } from './lawful-basis.store';
import { refreshDirtyWithin } from './refresh-dirty';
import type { Scoring } from './scoring';
import { storedSnapshot } from './stored-value.sql';
import { ContributionArgs, RelationshipValueArgs } from './value-args';
import { detailFields, detailTypes } from './value-detail-fields';
import type { ValueReader } from './value-reader';
import { ContributionEvidence, RelationshipValue, ValueComponent, ValueContribution } from './value-types';

export interface ScoringServices {
  readonly values: ValueReader;
  readonly scoring: Pick<Scoring, 'refresh'>;
}

/** `Customer.relationshipValue` with what it is made of, and the job that refreshes values after bulk imports. */
export function scoringModule(services: ScoringServices): Contributions {
  return {
    types: [RelationshipValue, ValueComponent, ValueContribution, ContributionEvidence, ...detailTypes],
    fields: [
      relationshipValueField(services),
      serviceField(services),
      lawfulBasisField,
      contributionsField(services, 'RelationshipValue', 'What the index is made of'),
      contributionsField(services, 'ValueComponent', 'What the component is made of'),
      ...detailFields(services.values),
    ],
    jobs: [refreshJob(services)],
  };
}

function relationshipValueField({ values }: ScoringServices): FieldContribution {
  return {
    on: 'Customer',
    name: 'relationshipValue',
    description:
      'What the relationship is worth, and why. Null for consumers: no value, ranking or money is computed for patients and consumers unless a lawful basis switches it on. How they are served, contact pressure and permissions are shown for them, too.',
    type: () => RelationshipValue,
    nullable: true,
    args: RelationshipValueArgs,
    source: storedBatch(storedSnapshot(values), (keys, given, { reader, principal, now }) => {
      const { asOf, knownAt, model, brand, teamMember } = given as RelationshipValueArgs;
      return values.values(reader, {
        customerIds: keys.map(Number),
        asOf: asOf ?? null,
        knownAt: knownAt ?? null,
        model: model ?? null,
        brandId: brand ? brandWithin(principal, decodeIntegerId(brand, 'Brand')) : null,
        actorId: teamMember ? decodeIntegerId(teamMember, 'TeamMember') : null,
        now,
      });
    }),
  };
}

/** No brand has it: the value is then that of a brand without evidence, which is also what a missing brand has. */
const noBrand = -1;

function brandWithin({ reach }: Principal, brandId: number): number {
  const brands = reach?.brands ?? null;
  return brands === null || brands.includes(brandId) ? brandId : noBrand;
}

function serviceField({ values }: ScoringServices): FieldContribution {
  return {
    on: 'Customer',
    name: 'service',
    description:
      'Whether requests were answered and needs met, as of now: the one part of a value that consumers have, too.',
    type: () => ValueComponent,
    source: batch((keys, _, { reader, now }) => values.services(reader, { customerIds: keys.map(Number), at: now })),
  };
}

const lawfulBasisField: FieldContribution = {
  on: 'Customer',
  name: 'lawfulBasis',
  description:
    'The documented lawful basis on which value, adoption and money of this patient or consumer are computed in their country. Null: they are not computed, or the customer is none and needs no such basis.',
  type: () => String,
  nullable: true,
  source: batch((keys, _, { reader }) => readLawfulBases(reader, keys.map(Number))),
};

function contributionsField({ values }: ScoringServices, on: string, what: string): FieldContribution {
  return {
    on,
    name: 'contributions',
    description: `${what}, strongest first. The lines add up to its value.`,
    type: () => [ValueContribution],
    args: ContributionArgs,
    source: batch((keys, { by, first }, { reader }) => {
      const question = { by: by as ContributionGrouping, first: first as number | null | undefined };
      return values.contributions(reader, { keys: keys.map(String), ...question });
    }, 'contributionKey'),
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

export { type ModelsServices, modelsModule } from './models/models-module';
export { recalculationModule } from './recalculation/recalculation-module';
export type { MaintenanceServices } from './recalculation/services';
export { type SelfReportServices, selfReportsModule } from './self-reports/self-reports-module';
