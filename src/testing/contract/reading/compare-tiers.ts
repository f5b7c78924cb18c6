import type { ExecutionResult } from 'graphql';
import type { OperationAnswer } from '../../../execution';

/** What is compared: data as text, keys in their order, and code with path of each error, in any order. */
export interface Comparable {
  readonly data: string;
  readonly errors: readonly string[];
}

export function comparable({ data, errors = [] }: ExecutionResult): Comparable {
  const seen = errors.map(({ originalError, message, path = [] }) => {
    const code = originalError && 'code' in originalError ? String(originalError.code) : message;
    return `${code} at ${path.join('.')}`;
  });
  return { data: JSON.stringify(data ?? null), errors: seen.toSorted() };
}

/** What no argument can be blamed for: mistakes in a statement, or in the planner. */
const faults = /^(error|TypeError|SyntaxError|RangeError|RapportError: The database did not answer)/;

/**
 * Null when both say the same, otherwise what differs. An operation that is left to graphql-js differs in nothing, unless it
 * was left because of a fault that graphql-js does not meet.
 */
export function differenceOf(plain: ExecutionResult, planned: OperationAnswer): string | null {
  const expected = comparable(plain);
  if (planned.tier === 'plain') {
    const isFault = faults.test(planned.reason) && expected.errors.length === 0;
    return isFault ? `the compiled tier fails where graphql-js does not: ${planned.reason}` : null;
  }
  if (expected.errors.length > 0) return `graphql-js answers errors: ${expected.errors.slice(0, 3).join('; ')}`;
  const [plainText, text] = [expected.data, planned.text];
  if (plainText === text) return null;
  return `data differ:\n  plain   ${excerpt(plainText, text)}\n  planned ${excerpt(text, plainText)}`;
}

function excerpt(text: string, other: string): string {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return `…${text.slice(Math.max(0, at - 120), at + 160)}…`;
}
