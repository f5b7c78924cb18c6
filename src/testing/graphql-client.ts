/**
 * Who asks, and in which words.
 *
 * @since 0.1.0
 */
export interface AskOptions {
  /** Bearer token or key; absent: the development principal, which may do everything. */
  readonly token?: string;
  /** What the data are asked for, such as `campaign`. */
  readonly purpose?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A fault of an answer.
 *
 * @since 0.1.0
 */
export interface TestError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>> & { readonly code?: string };
}

/**
 * An answer of the platform.
 *
 * @since 0.1.0
 */
export interface TestAnswer<Data> {
  /** Null when nothing could be answered. */
  readonly data: Data | null;
  readonly errors: readonly TestError[];
  /** SQL statements that answering took; 0 when the operation was refused before. */
  readonly statements: number;
}

interface Operation {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Sends one operation. @throws Error when what comes back is no answer to GraphQL */
export async function ask<Data>(url: string, operation: Operation, options: AskOptions): Promise<TestAnswer<Data>> {
  const { token, purpose, headers = {} } = options;
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      'rapport-explain': '1',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(purpose !== undefined && { 'rapport-purpose': purpose }),
      ...headers,
    },
    body: JSON.stringify({ query: operation.document, variables: operation.variables }),
  });
  const text = await response.text();
  const body = bodyOf(text);
  if (body === null) throw new Error(`The platform answered ${response.status} with no GraphQL: ${text.slice(0, 500)}`);
  const {
    data = null,
    errors = [],
    extensions,
  } = body as Partial<TestAnswer<Data>> & {
    readonly extensions?: { readonly statements?: number };
  };
  return { data, errors, statements: extensions?.statements ?? 0 };
}

function bodyOf(text: string): object | null {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' ? body : null;
  } catch {
    return null;
  }
}
