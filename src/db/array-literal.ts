const special = /["\\]/;
const everySpecial = /["\\]/g;

/**
 * A list as a PostgreSQL array literal, or undefined for lists whose elements are not plain values. The driver makes the
 * same literal, but quotes and escapes every element with two replacements; for intake, where a statement carries
 * thousands of elements, that cost more than the statement.
 */
export function arrayLiteral(list: readonly unknown[]): string | undefined {
  let text = '{';
  let element: string | undefined;
  for (let index = 0; index < list.length; index += 1) {
    // Columns often hold one and the same value from top to bottom, such as the time of arrival.
    if (index === 0 || list[index] !== list[index - 1]) element = elementText(list[index]);
    if (element === undefined) return undefined;
    text += index === 0 ? element : `,${element}`;
  }
  return `${text}}`;
}

function elementText(element: unknown): string | undefined {
  if (element === null || element === undefined) return 'NULL';
  switch (typeof element) {
    case 'string':
      return special.test(element) ? `"${element.replace(everySpecial, '\\$&')}"` : `"${element}"`;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(element);
    default:
      return element instanceof Date ? `"${element.toISOString()}"` : undefined;
  }
}
