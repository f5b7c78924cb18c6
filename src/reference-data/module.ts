import type { Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { referenceLists } from './reference-lists';
import { referenceMutations } from './reference-mutations';

export interface ReferenceDataServices {
  readonly ingest: Ingest;
}

export function referenceDataModule(services: ReferenceDataServices): Contributions {
  return { fields: referenceLists, resolvers: [referenceMutations(services)] };
}
