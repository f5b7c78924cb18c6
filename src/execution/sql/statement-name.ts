import { createHash } from 'node:crypto';

const names = new Map<string, string>();

/** Texts are built from a finite set of declarations; the bound guards against a text that carries values by mistake. */
const mostNames = 20_000;

/** A name for a prepared statement: the same for the same text, in every process. */
export function statementName(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= mostNames) names.clear();
  const name = `rapport_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
  names.set(text, name);
  return name;
}
