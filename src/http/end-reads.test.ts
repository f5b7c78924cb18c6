import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { stubServices } from '../../test/helpers/stub-services';
import type { ReadAudit } from '../execution';
import { createHttpServer, type HttpServer } from './create-http-server';
import type { OperationContext } from './request-context';
import type { HttpServices } from './services';

/** Doors whose fields read customer 7, and what the audit was told. */
function doors(): { readonly services: HttpServices; readonly entries: string[] } {
  const entries: string[] = [];
  const readAudit: ReadAudit = {
    begin: ({ principal }) => {
      const read = new Set<number>();
      return {
        customers: (ids) => {
          for (const id of ids) read.add(id);
        },
        end: (operation) => {
          entries.push(`${principal.subject} ${operation}: ${[...read].join()}`);
          read.clear();
        },
      };
    },
  };
  const services = { ...stubServices(), readAudit };
  const { who } = services.schema.getQueryType()?.getFields() ?? {};
  const { count } = services.schema.getSubscriptionType()?.getFields() ?? {};
  if (who !== undefined) {
    who.resolve = (_parent, _args, context: OperationContext) => {
      context.reads?.customers([7]);
      return 'seven';
    };
  }
  if (count !== undefined) {
    const own = count.resolve;
    count.resolve = (parent, args, context: OperationContext, info) => {
      context.reads?.customers([7]);
      return own === undefined ? (parent as { count: number }).count : own(parent, args, context, info);
    };
  }
  return { services, entries };
}

let server: HttpServer;
afterEach(() => server.close());

describe('the read audit', () => {
  it('has the entry of a request before its answer is there, by the client’s name or the root fields', async () => {
    const { services, entries } = doors();
    server = await createHttpServer(services);
    const url = await server.listen();
    for (const query of ['query Whose { who }', '{ who again: who }']) {
      const answer = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      expect(((await answer.json()) as { data: { who: string } }).data.who).toBe('seven');
    }
    expect(entries).toEqual(['development Whose: 7', 'development who: 7']);
  });

  it('has an entry for each event of a subscription', async () => {
    const { services, entries } = doors();
    server = await createHttpServer(services);
    const url = (await server.listen()).replace('http', 'ws');
    const client = createClient({ url: `${url}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 });
    await new Promise<void>((resolve, reject) => {
      const query = 'subscription Follow { count(to: 3) }';
      client.subscribe({ query }, { next: () => undefined, error: reject, complete: resolve });
    });
    await client.dispose();
    expect(entries).toEqual(Array.from({ length: 3 }, () => 'development Follow: 7'));
  });
});
