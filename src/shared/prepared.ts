import { createHash } from 'node:crypto';
import type { Statement } from '../sdk';

const names = new Map<string, string>();

/**
 * A prepared statement whose text depends on who asks. The name carries a digest of the text, because a connection keeps one
 * text per name; there are as many texts as shapes of rights, which are few.
 */
export function prepared(name: string, text: string, values: readonly unknown[]): Statement {
  const known = names.get(text) ?? `${name}-${createHash('sha256').update(text).digest('base64url').slice(0, 12)}`;
  if (names.size < 2_000) names.set(text, known);
  return { name: known, text, values };
}

/** Adds values to those of a statement and answers their placeholders. */
export function binder(values: unknown[]): (value: unknown) => string {
  return (value) => `$${values.push(value)}`;
}
