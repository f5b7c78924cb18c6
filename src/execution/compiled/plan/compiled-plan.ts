import type { RequestContext } from '../../request-context';
import type { ValueSelection } from '../operation';
import type { SiteValues } from './site-values';

/**
 * One prepared statement that answers an operation. Everything in it holds for all requests of the same shape: which
 * conditions of `@include` and `@skip` hold, which optional arguments are given, in which order and direction lists are
 * read, and the shape of the principal's scope. What differs between them is bound.
 */
export interface CompiledPlan {
  /** Name of the prepared statement, made from its text. */
  readonly name: string;
  readonly text: string;
  readonly parameters: readonly Binder[];
  /** Batch fields, in the order of `Hole.index`. */
  readonly holes: readonly Hole[];
}

/** Computes the value of one parameter. Must not fail: what can fail is read before, into `SiteValues`. */
export type Binder = (request: BoundRequest) => unknown;

/** What one request brings. */
export interface BoundRequest {
  readonly context: RequestContext;
  /** By `ArgumentSite.index`. */
  readonly sites: readonly SiteValues[];
}

/** A batch field under way: the statement answers a token with its key wherever it stands, see `splice/tokens.ts`. */
export interface Hole {
  readonly index: number;
  /** Its source is a BatchSource. */
  readonly selection: ValueSelection;
}
