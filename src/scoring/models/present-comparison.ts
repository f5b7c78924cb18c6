import { encodeGlobalId } from '../../shared/global-id';
import type { ModelComparison } from './comparison';

/** What reports have that were kept with decisions before comparisons told of it. */
type Since = 'population' | 'ranked' | 'kendallStandardError' | 'classMoves' | 'unmovedClasses' | 'movers';
export type StoredComparison = Omit<ModelComparison, Since> &
  Partial<Omit<ModelComparison, 'movers'>> & {
    readonly movers: readonly (Omit<ModelComparison['movers'][number], 'classChanges'> &
      Partial<ModelComparison['movers'][number]>)[];
  };

/** The customers that a report names. */
export const namedBy = ({ movers }: Pick<StoredComparison, 'movers'>): readonly number[] =>
  movers.map(({ customerId }) => customerId);

/** A report with those of the customers it names who may be seen, by their opaque ids. */
export function presentComparison(comparison: StoredComparison, seen: ReadonlySet<number>): object {
  const { customers, gradeMoves } = comparison;
  const shown = comparison.movers.filter(({ customerId }) => seen.has(customerId));
  const movers = shown.map(({ classChanges = [], ...mover }) => {
    return { ...mover, classChanges, customerId: encodeGlobalId('Customer', mover.customerId) };
  });
  return {
    population: customers,
    ranked: customers,
    kendallStandardError: null,
    classMoves: gradeMoves.map((move) => ({ kind: 'grade', about: null, ...move })),
    unmovedClasses: [],
    ...comparison,
    movers,
  };
}
