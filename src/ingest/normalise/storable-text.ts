// biome-ignore-start lint/suspicious/noControlCharactersInRegex: NUL is what is looked for
/** What PostgreSQL's text and jsonb cannot hold: NUL and halves of surrogate pairs. */
const unstorable = /[\u0000\p{Surrogate}]/u;
const everyUnstorable = /[\u0000\p{Surrogate}]/gu;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: only those two
/** How such characters look after JSON.stringify. */
const escaped = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;

/** Path of the first text or key that the database cannot hold, or null. `json` is the value's JSON, read first because it is cheap. */
export function unstorablePath(value: unknown, json: string): string | null {
  return escaped.test(json) ? findUnstorable(value, '') : null;
}

/** A copy that can be stored, for keeping what was refused: bad characters become U+FFFD. */
export function storableText(text: string): string {
  return text.replace(everyUnstorable, '\uFFFD');
}

/** JSON of a refused value with bad characters replaced; null when it is no JSON at all or longer than `limit` characters. */
export function storableJson(value: unknown, limit: number): string | null {
  try {
    const json = JSON.stringify(value, (_key, member: unknown) => replaceIn(member));
    return json === undefined || json.length > limit ? null : json;
  } catch {
    return null;
  }
}

function replaceIn(member: unknown): unknown {
  if (typeof member === 'string') return storableText(member);
  if (typeof member !== 'object' || member === null || Array.isArray(member)) return member;
  if (!Object.keys(member).some((key) => unstorable.test(key))) return member;
  return Object.fromEntries(Object.entries(member).map(([key, value]) => [storableText(key), value]));
}

function findUnstorable(value: unknown, path: string): string | null {
  if (typeof value === 'string') return unstorable.test(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const place = path === '' ? key : `${path}.${key}`;
    if (unstorable.test(key)) return path;
    const found = findUnstorable(member, place);
    if (found !== null) return found;
  }
  return null;
}
