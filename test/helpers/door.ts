import { createHttpServer, type HttpServer } from '../../src/http';
import { type Seen, stubServices } from './stub-services';

export interface DoorAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: unknown;
      readonly extensions: Record<string, unknown>;
    }[];
    readonly extensions?: Record<string, unknown>;
  };
}

/** A server of stubs on a free port. */
export interface Door {
  readonly url: string;
  readonly seen: Seen;
  post(body: unknown, headers?: Record<string, string>): Promise<DoorAnswer>;
  /** Parameters that are no text are sent as JSON. */
  get(parameters: Readonly<Record<string, unknown>>, headers?: Record<string, string>): Promise<DoorAnswer>;
  /** The codes of what a query is answered with. */
  codes(query: string, variables?: object): Promise<readonly unknown[]>;
}

const open: HttpServer[] = [];

export async function openDoor(services = stubServices()): Promise<Door> {
  const server = await createHttpServer(services);
  open.push(server);
  const url = await server.listen();
  const post: Door['post'] = (body, headers = {}) =>
    ask(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    ...{ url, post, seen: services.seen },
    get: (parameters, headers = {}) => {
      const search = new URLSearchParams(
        Object.entries(parameters).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : JSON.stringify(value),
        ]),
      );
      return ask(`${url}/graphql?${search}`, { headers: { 'apollo-require-preflight': 'yes', ...headers } });
    },
    codes: async (query, variables = {}) => codesOf(await post({ query, variables })),
  };
}

export async function closeDoors(): Promise<void> {
  for (const server of open.splice(0)) await server.close();
}

export const codesOf = ({ body }: DoorAnswer): readonly unknown[] =>
  (body.errors ?? []).map((error) => error.extensions.code);

async function ask(url: string, request: RequestInit): Promise<DoorAnswer> {
  const { status, headers, ...answer } = await fetch(url, request).then(async (response) => ({
    status: response.status,
    headers: response.headers,
    text: await response.text(),
  }));
  return { status, headers, text: answer.text, body: answer.text === '' ? {} : (JSON.parse(answer.text) as object) };
}
