import type { Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { affiliationMutations } from './affiliation-mutations';
import { relationshipFields } from './relationship-fields';
import { relationshipMutations } from './relationship-mutations';

export interface RelationshipsServices {
  readonly ingest: Ingest;
}

export function relationshipsModule(services: RelationshipsServices): Contributions {
  return {
    fields: relationshipFields,
    resolvers: [relationshipMutations(services), affiliationMutations(services)],
  };
}
