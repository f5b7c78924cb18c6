import { batch, type Contributions } from '../sdk';
import type { AdoptionReader } from './adoption-reader';
import {
  AdoptionArgs,
  AdoptionChange,
  AdoptionEvidence,
  AdoptionEvidenceArgs,
  AdoptionOptOut,
  BrandAdoption,
} from './adoption-types';

export interface AdoptionServices {
  readonly adoption: AdoptionReader;
}

/** `Customer.adoption`: the ladder of each brand with its history, folded on reading. */
export function adoptionModule(services: AdoptionServices): Contributions {
  return {
    types: [BrandAdoption, AdoptionEvidence, AdoptionChange, AdoptionOptOut],
    fields: [
      {
        on: 'Customer',
        name: 'adoption',
        description: 'How far the customer has come with each brand there is evidence of. Empty for consumers.',
        type: () => [BrandAdoption],
        args: AdoptionArgs,
        source: batch((keys, args, context) => {
          const { asOf, brands } = args as AdoptionArgs;
          return services.adoption.adoption(context, {
            customerIds: keys.map(Number),
            brands: brands ?? null,
            at: asOf ?? context.now,
          });
        }),
      },
      {
        on: 'BrandAdoption',
        name: 'evidence',
        description: 'The evidence, for and against, latest first.',
        type: () => [AdoptionEvidence],
        args: AdoptionEvidenceArgs,
        source: batch(
          (keys, { first }, { reader }) =>
            services.adoption.evidence(reader, keys.map(String), first as number | null | undefined),
          'evidenceKey',
        ),
      },
      {
        on: 'BrandAdoption',
        name: 'optOuts',
        description: 'Contacts by which the customer closed a channel, about this brand or in general, latest first.',
        type: () => [AdoptionOptOut],
        source: batch((keys, _args, { reader }) => services.adoption.optOuts(reader, keys.map(String)), 'evidenceKey'),
      },
    ],
  };
}
