import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Catalogue } from '../../catalogue/catalogue';
import { type Operation, type Refusal, refused } from '../operation';

export interface AnalysisInput {
  readonly schema: GraphQLSchema;
  readonly catalogue: Catalogue;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** Values of the variables that stand in `@include` and `@skip`, by name. */
  readonly conditions: ReadonlyMap<string, boolean>;
}

/** Reads a valid query into a tree per type, or says why graphql-js has to execute it. */
export function analyse(_input: AnalysisInput): Operation | Refusal {
  return refused('Nothing is compiled yet.');
}
