const special = /["\\]/;
const everySpecial = /["\\]/g;

/**
 * A list as a PostgreSQL array literal, or undefined for lists whose elements are not plain values. The driver makes the
 * same literal, but quotes and escapes every element with two replacements; for intake, where a statement carries
 * thousands of elements, that cost more than the statement.
 */
export function arrayLiteral(list: readonly unknown[]): string | undefined {
  return literalByJson(list) ?? literalByElement(list);
}

/**
 * A list of plain values in JSON is one in PostgreSQL's spelling with other brackets, as long as nothing but quotes and backslashes
 * is escaped. The engine writes JSON several times as fast as anything written in it.
 */
function literalByJson(list: readonly unknown[]): string | undefined {
  for (const element of list) {
    if (typeof element === 'object' ? element !== null : !isAlike(element)) return undefined;
  }
  const json = JSON.stringify(list);
  return hasOtherEscapes(json) ? undefined : `{${json.slice(1, -1)}}`;
}

const quote = 34;
const backslash = 92;

/** PostgreSQL takes a backslash before anything for that thing itself: `\\n` would be an n. */
function hasOtherEscapes(json: string): boolean {
  for (let at = json.indexOf('\\'); at >= 0; at = json.indexOf('\\', at + 2)) {
    const escaped = json.charCodeAt(at + 1);
    if (escaped !== quote && escaped !== backslash) return true;
  }
  return false;
}

/** Whether JSON says the value as PostgreSQL reads it; null for undefined is meant. */
function isAlike(element: unknown): boolean {
  switch (typeof element) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return true;
    default:
      return Number.isFinite(element);
  }
}

function literalByElement(list: readonly unknown[]): string | undefined {
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
