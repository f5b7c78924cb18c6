import { signs } from '../splice/tokens';

/**
 * SQL for a piece of the answer. Constants are JSON text as it stands, SQL is an expression of type text that binds at
 * least as tightly as `||`. None of them is ever null: what GraphQL forbids becomes {@link broken}.
 */
export type JsonText = readonly Piece[];

type Piece = { readonly constant: string } | { readonly sql: string };

export const constant = (text: string): JsonText => [{ constant: text }];
export const expression = (sql: string): JsonText => [{ sql }];

/** A text in quotes that needs no escapes; the quotes join the constants around it. */
export const quoted = (sql: string): JsonText => [...constant('"'), ...expression(sql), ...constant('"')];

/** Stands where GraphQL would answer an error. */
export const broken = `chr(${signs.broken.charCodeAt(0)})`;
export const readSign = `chr(${signs.read.charCodeAt(0)})`;
const respellSign = `chr(${signs.respell.charCodeAt(0)})`;
export const holeSign = `chr(${signs.hole.charCodeAt(0)})`;

/** JSON that is to be spelled as JavaScript does. Null where the value is. @param sql of a type whose text is JSON */
export const respelledSql = (sql: string): string => `${respellSign} || ${sql} || ${respellSign}`;

/** Whether PostgreSQL spells a number above 0 as JavaScript does: it does not where either writes an exponent. */
export const isUsual = (sql: string): string => `${sql} between '0.0001' and '1e14'`;

/** Puts texts between others: `joined(texts, ',')`. */
export function joined(texts: readonly JsonText[], separator: string): JsonText {
  return texts.flatMap((text, index) => (index === 0 ? text : [{ constant: separator }, ...text]));
}

/** One expression, with neighbouring constants merged. */
export function sqlOf(text: JsonText): string {
  const merged: Piece[] = [];
  for (const piece of text) {
    const last = merged.at(-1);
    if ('constant' in piece && last !== undefined && 'constant' in last) {
      merged[merged.length - 1] = { constant: last.constant + piece.constant };
    } else merged.push(piece);
  }
  if (merged.length === 0) return "''";
  return merged.map((piece) => ('constant' in piece ? literal(piece.constant) : piece.sql)).join(' || ');
}

/** A literal of SQL. For what declarations and schema say; values of requests are bound. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
