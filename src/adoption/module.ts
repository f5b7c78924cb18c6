import { batch, type Contributions } from '../sdk';
import type { AdoptionReader } from './adoption-reader';
import { AdoptionEvidence, AdoptionEvidenceArgs, BrandAdoption } from './adoption-types';

export interface AdoptionServices {
  readonly adoption: AdoptionReader;
}

/** `Customer.adoption`: the ladder of each brand, folded on reading. */
export function adoptionModule(services: AdoptionServices): Contributions {
  return {
    types: [BrandAdoption, AdoptionEvidence],
    fields: [
      {
        on: 'Customer',
        name: 'adoption',
        description: 'How far the customer has come with each brand there is evidence of. Empty for consumers.',
        type: () => [BrandAdoption],
        source: batch((keys, _args, { reader, now }) => services.adoption.adoption(reader, keys.map(Number), now)),
      },
      {
        on: 'BrandAdoption',
        name: 'evidence',
        description: 'The evidence, latest first.',
        type: () => [AdoptionEvidence],
        args: AdoptionEvidenceArgs,
        source: batch(
          (keys, { first }, { reader, now }) =>
            services.adoption.evidence(reader, keys.map(String), first as number | null | undefined, now),
          'evidenceKey',
        ),
      },
    ],
  };
}
