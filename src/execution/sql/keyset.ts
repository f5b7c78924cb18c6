import type { OrderTerm } from '../../sdk';

/** Which side of a cursor's item is meant, in the order of the list. */
export type Side = 'after' | 'before';

/** Whether the cursor's item itself belongs to the side. */
export type Edge = 'excluded' | 'included';

/**
 * A condition for the items on one side of a cursor. With one direction it is a row comparison, which an index answers;
 * with mixed directions the first term is also compared alone, for the same reason.
 *
 * @param placeholders one per term, already cast
 */
export function keysetCondition(
  terms: readonly OrderTerm[],
  placeholders: readonly string[],
  side: Side,
  edge: Edge,
): string {
  const signs = terms.map(({ direction }) => ((direction === 'asc') === (side === 'after') ? '>' : '<'));
  const equal = edge === 'included' ? '=' : '';
  const [firstSign = '>'] = signs;
  const columns = terms.map(({ sql }) => sql);
  if (signs.every((sign) => sign === firstSign)) {
    if (terms.length === 1) return `${columns[0]} ${firstSign}${equal} ${placeholders[0]}`;
    return `(${columns.join(', ')}) ${firstSign}${equal} (${placeholders.join(', ')})`;
  }
  const alternatives = terms.map((_, index) => {
    const ties = columns.slice(0, index).map((column, tie) => `${column} = ${placeholders[tie]}`);
    const last = index === terms.length - 1 ? equal : '';
    return [...ties, `${columns[index]} ${signs[index]}${last} ${placeholders[index]}`].join(' and ');
  });
  return `${columns[0]} ${firstSign}= ${placeholders[0]} and (${alternatives.map((text) => `(${text})`).join(' or ')})`;
}

/** An ORDER BY list in the order of the list, or against it. */
export function orderBy(terms: readonly OrderTerm[], reading: 'forward' | 'backward'): string {
  return terms
    .map(({ sql, direction }) => `${sql} ${(direction === 'asc') === (reading === 'forward') ? 'asc' : 'desc'}`)
    .join(', ');
}
