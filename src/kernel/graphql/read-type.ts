import { reasonOf } from '../fault';
import type { FieldType } from './type-view';

interface Wrapping {
  readonly array?: boolean | undefined;
  readonly nullable?: boolean | string | undefined;
}

/**
 * Calls a decorator's type function, which is a plugin's code. A list is either what the function answers or, once it
 * has been called, what the decorator library noted in `wrapping`.
 */
export function readType(getType: () => unknown, wrapping: Wrapping): FieldType {
  try {
    const answer = getType();
    const named = innermost(answer);
    if (named === undefined || named === null) {
      return { fault: 'its type function answers nothing; is a class used before it is defined?' };
    }
    const nullable = wrapping.nullable === true || wrapping.nullable === 'itemsAndList';
    return { named, list: Array.isArray(answer) || wrapping.array === true, nullable };
  } catch (error) {
    return { fault: `its type function throws: ${reasonOf(error)}` };
  }
}

/** The members of a union; none when its function fails, which the schema build then reports. */
export function readTypes(getTypes: () => readonly unknown[]): readonly unknown[] {
  try {
    return getTypes();
  } catch {
    return [];
  }
}

function innermost(answer: unknown): unknown {
  return Array.isArray(answer) ? innermost(answer[0]) : answer;
}
