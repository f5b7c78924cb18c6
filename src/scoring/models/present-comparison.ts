import { encodeGlobalId } from '../../shared/global-id';
import type { ModelComparison } from './comparison';

/** What reports have that were kept with decisions before comparisons told of it. */
type Since = 'population' | 'ranked' | 'kendallStandardError' | 'classMoves' | 'unmovedClasses' | 'movers';
export type StoredComparison = Omit<ModelComparison, Since> &
  Partial<Omit<ModelComparison, 'movers'>> & {
    readonly movers: readonly (Omit<ModelComparison['movers'][number], 'classChanges'> &
      Partial<ModelComparison['movers'][number]>)[];
  };

/** A report with customers by their opaque ids. */
export function presentComparison(comparison: StoredComparison): object {
  const { customers, gradeMoves } = comparison;
  const movers = comparison.movers.map(({ classChanges = [], ...mover }) => {
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
