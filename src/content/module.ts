import type { Ingest } from '../ingest';
import type { Contributions } from '../sdk';
import { contentFields } from './content-list';
import { upsertContentMutation } from './upsert-content';

export interface ContentServices {
  readonly ingest: Ingest;
}

export function contentModule(services: ContentServices): Contributions {
  return { fields: contentFields, resolvers: [upsertContentMutation(services)] };
}
