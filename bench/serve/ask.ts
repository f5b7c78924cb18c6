import { isDeepStrictEqual } from 'node:util';
import type { LoadRequest, Target } from './target';

/** Sends one request and answers the JSON. */
export async function ask(
  { url }: Pick<Target, 'url'>,
  { method, path, headers, body }: LoadRequest,
): Promise<unknown> {
  const answer = await fetch(`${url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  return answer.json();
}

/**
 * Sends every request of the targets and compares the answers, each with the first target's.
 *
 * @returns the size of the largest answer in bytes
 * @throws Error naming the first place where two answers differ
 */
export async function compareAnswers(targets: readonly Target[]): Promise<number> {
  const [reference, ...others] = targets;
  let largest = 0;
  for (const [index, request] of (reference?.requests ?? []).entries()) {
    const expected = reference === undefined ? null : await ask(reference, request);
    largest = Math.max(largest, JSON.stringify(expected).length);
    for (const other of others) {
      const asked = other.requests[index];
      if (asked === undefined) throw new Error(`${other.name} has no request ${index}.`);
      const given = await ask(other, asked);
      if (!isDeepStrictEqual(withoutExtensions(given), expected)) {
        const place = firstDifference(expected, given);
        throw new Error(`${other.name} answers otherwise than ${reference?.name}, request ${index}: ${place}`);
      }
    }
  }
  return largest;
}

function withoutExtensions(answer: unknown): unknown {
  const { extensions: _, ...rest } = answer as Record<string, unknown>;
  return rest;
}

function firstDifference(expected: unknown, given: unknown, path = ''): string {
  if (isObject(expected) && isObject(given)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(given)])) {
      if (isDeepStrictEqual(expected[key], given[key])) continue;
      return firstDifference(expected[key], given[key], `${path}.${key}`);
    }
  }
  const short = (value: unknown): string => (JSON.stringify(value) ?? 'absent').slice(0, 600);
  return `${path}\n  expected ${short(expected)}\n  given    ${short(given)}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
