import { createHash } from 'node:crypto';
import type { Statement } from '../sdk';

/** Characters of the texts whose names are remembered: clients can have them put together in more ways than a process can remember. */
const mostCharacters = 20_000_000;

const names = new Map<string, string>();
let characters = 0;

/**
 * A name for a prepared statement, at most 63 characters with a prefix of up to 40: the same for the same text, in every process.
 * It carries a digest of the text, because a connection keeps one text per name.
 */
export function statementName(text: string, prefix = 'rapport'): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  characters += text.length;
  if (characters > mostCharacters) {
    names.clear();
    characters = text.length;
  }
  const name = `${prefix}_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
  names.set(text, name);
  return name;
}

/** A prepared statement whose text depends on who asks; there are as many texts as shapes of rights, which are few. */
export function prepared(name: string, text: string, values: readonly unknown[]): Statement {
  return { name: statementName(text, name), text, values };
}

/** Texts by {@link preparedOnReturn} that were seen, with whether they may have a name. */
const returning = new Map<string, boolean>();
const mostSeen = 2_000;
/** How many of them may be prepared on every connection. */
const mostPrepared = 100;
let allowed = 0;

/** A statement that callers put together out of many parts: prepared from the second time on, if it is among the first that return. */
export function preparedOnReturn(statement: Statement): Statement {
  const { text } = statement;
  const known = returning.get(text);
  if (known === true) return { ...statement, name: statementName(text) };
  if (known === undefined) {
    if (returning.size < mostSeen) returning.set(text, false);
    return statement;
  }
  if (allowed >= mostPrepared) return statement;
  allowed += 1;
  returning.set(text, true);
  return { ...statement, name: statementName(text) };
}

/** Adds values to those of a statement and answers their placeholders. */
export function binder(values: unknown[]): (value: unknown) => string {
  return (value) => `$${values.push(value)}`;
}
