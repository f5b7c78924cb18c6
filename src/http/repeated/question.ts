import type { IncomingHttpHeaders } from 'node:http';

/** What an ordinary request says. */
export interface Question {
  /** Stands for one document: its text, or what a persisted one is asked for by. */
  readonly key: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A request, by whichever way it came. */
export interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** Of a POST, parsed. */
  readonly body?: unknown;
  /** Of a GET, the parameters of the address. */
  readonly query?: unknown;
}

/**
 * Null unless it is the ordinary case: one operation in JSON, without extensions and wishes.
 *
 * @param registeredText of the document that is to run, where only registered ones may
 */
export function questionOf(asked: Asked, registeredText: string | null): Question | null {
  if (asked.headers['rapport-explain'] !== undefined) return null;
  return asked.method === 'GET' ? questionOfAddress(asked) : questionOfBody(asked, registeredText);
}

function questionOfBody({ body }: Asked, registeredText: string | null): Question | null {
  if (typeof body !== 'object' || body === null) return null;
  const { query, operationName, variables, extensions } = body as Readonly<Record<string, unknown>>;
  if (typeof query !== 'string' || extensions != null) return null;
  return question(registeredText ?? query, operationName, variables);
}

/** A persisted document, in a request that no web page can forge. */
function questionOfAddress({ query: parameters, headers }: Asked): Question | null {
  const { query, extensions, variables, operationName } = parameters as Readonly<Record<string, unknown>>;
  if (!headers['apollo-require-preflight'] || headers['content-type'] !== undefined) return null;
  if (query !== undefined || typeof extensions !== 'string' || !asksForDocumentOnly(extensions)) return null;
  return question(`persisted ${extensions}`, operationName, variables === undefined ? null : parsed(variables));
}

function question(key: string, operationName: unknown = null, variables: unknown): Question | null {
  if (operationName !== null && (typeof operationName !== 'string' || operationName === '')) return null;
  if (variables != null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
  return { key, operationName, variables: (variables ?? {}) as Question['variables'] };
}

/** As clients write it; whatever else is in the extensions is a wish. */
const asksForDocumentOnly = (extensions: string): boolean =>
  /^\{"persistedQuery":\{"version":1,"sha256Hash":"[0-9a-f]{64}"\}\}$/.test(extensions);

/** What is no JSON is told apart from what is there by being no object. */
function parsed(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text;
  } catch {
    return text;
  }
}
