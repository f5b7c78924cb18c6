import type { ReadContext, Reader } from '../../sdk';
import type { ModelDocument } from '../../value';

/** By what customers are put into classes that a value model may move them between. */
export type ClassKind = 'grade' | 'top decile' | 'profit' | 'adoption';

/** A class of one customer. */
export interface Classed {
  /** What it is about, such as the code of a brand; null for the customer as a whole. */
  readonly about: string | null;
  readonly class: string;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** Classes by the figures of another room: the composition root hands them in, since that room knows of scoring. */
export interface ClassJudge {
  readonly kind: ClassKind;
  /** Whether the difference of two documents can move anybody at all; where not, nobody is judged. */
  canMove(before: ModelDocument, after: ModelDocument): boolean;
  /** Classes of many customers under a document, in their order. */
  judge(
    reader: Reader,
    customerIds: readonly number[],
    document: ModelDocument,
    at: Date,
  ): Promise<readonly (readonly Classed[])[]>;
}

/** The platform compares models for itself, over all customers: nothing of it is hidden from it. */
export const seeingEverything = (reader: Reader): Pick<ReadContext, 'reader' | 'visible'> => ({
  reader,
  visible: () => 'true',
});

/** What another model makes of the class of a customer. */
export interface ClassChange {
  readonly kind: ClassKind;
  readonly about: string | null;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** Class of a customer of whom nothing is known about the matter. */
const none = 'none';

export function classChanges(
  kind: ClassKind,
  before: readonly Classed[],
  after: readonly Classed[],
): readonly ClassChange[] {
  const subjects = new Set([...before, ...after].map(({ about }) => about));
  return [...subjects].flatMap((about) => {
    const [old, now] = [before, after].map((side) => side.find((classed) => classed.about === about));
    const [from, to] = [old?.class ?? none, now?.class ?? none];
    return from === to ? [] : [{ kind, about, from, to, reason: now?.reason ?? 'Nothing is known any more.' }];
  });
}
