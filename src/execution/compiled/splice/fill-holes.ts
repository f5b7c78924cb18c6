import type { Operation } from '../operation';
import type { BoundRequest, CompiledPlan } from '../plan/compiled-plan';

export interface HolesToFill {
  readonly plan: CompiledPlan;
  readonly operation: Operation;
  readonly request: BoundRequest;
  /** The answer of the statement, with tokens. */
  readonly text: string;
}

/**
 * Calls each batch function once with all keys of its places and puts the answers in, as JSON text.
 *
 * @returns null when an answer is one that GraphQL answers with an error: the operation is then left to graphql-js
 */
export type FillHoles = (holes: HolesToFill) => Promise<string | null>;
