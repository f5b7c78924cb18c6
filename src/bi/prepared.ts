import { createHash } from 'node:crypto';
import type { Statement } from '../sdk';

/** How many texts may be prepared on every connection; questions differ in what they choose and filter by. */
const mostNames = 100;

/** Texts that were seen, with their names from the second time on. */
const names = new Map<string, string | null>();
const mostSeen = 2_000;
let named = 0;

/** The statement under a name when its text returns, so that it is parsed once per connection. */
export function prepared(statement: Statement): Statement {
  const { text } = statement;
  const known = names.get(text);
  if (typeof known === 'string') return { ...statement, name: known };
  if (known === undefined) {
    if (names.size < mostSeen) names.set(text, null);
    return statement;
  }
  if (named >= mostNames) return statement;
  named += 1;
  const name = `metrics_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
  names.set(text, name);
  return { ...statement, name };
}
