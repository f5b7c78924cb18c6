import type { ModelDocument } from '../value';

/** The value model by which values are computed now. */
export interface ModelInForce {
  readonly hash: string;
  readonly name: string;
  readonly document: ModelDocument;
}
