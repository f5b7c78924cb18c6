import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as pause } from 'node:timers/promises';
import type { CompiledPlan, OperationAnswer, OperationRequest } from '../../src/execution';
import { type DoorAnswer, openDoor } from './door';
import { stubServices } from './stub-services';

/** What is asked again and again. */
export const query = 'query Ask($n: Int!, $first: Int) { number(of: $n) page(first: $first) { now } }';

/** Requests that the framework has handled since it was called. */
export function framework(): () => number {
  let handled = 0;
  const count = (): void => {
    handled += 1;
  };
  const channel = 'tracing:fastify.request.handler:start';
  subscribe(channel, count);
  return () => {
    unsubscribe(channel, count);
    return handled;
  };
}

type Given = NonNullable<Parameters<typeof stubServices>[0]>;

/** A door whose executor leaves negative numbers to graphql-js, and breaks at -9. */
export async function doorOf(given: Given = {}) {
  const requests: OperationRequest[] = [];
  const ended: string[] = [];
  const counted: object[] = [];
  const execute = async (request: OperationRequest): Promise<OperationAnswer> => {
    requests.push(request);
    const { n } = request.variables;
    if (typeof n !== 'number' || n < 0) return { tier: 'plain', reason: 'It is not its turn.' };
    request.context.reads?.customers([n]);
    return { tier: 'compiled', text: `{"number":${n},"é":"ü😀"}`, errors: [], plan: {} as CompiledPlan };
  };
  const services = {
    ...stubServices({ execute, ...given }),
    readAudit: {
      begin: () => ({
        customers: () => undefined,
        end: (operation: string) => {
          if (requests.at(-1)?.variables.n === 13) throw new Error('the password is swordfish');
          ended.push(operation);
        },
      }),
    },
    metrics: {
      answered: ({ seconds: _, ...answer }: { seconds: number }) => void counted.push(answer),
      text: async () => '',
      contentType: 'text/plain',
    },
  };
  const door = await openDoor(services);
  return { door, services, requests, ended, counted };
}

export type RepeatedWorld = Awaited<ReturnType<typeof doorOf>>;

/** What can be seen of a request: its answer, what is counted and what is logged. */
export async function seenOf({ services, counted }: RepeatedWorld, ask: () => Promise<DoorAnswer>) {
  const [logged, before] = [services.seen.logged.length, counted.length];
  const { status, headers, text } = await ask();
  while (counted.length === before) await pause(1);
  const lines = services.seen.logged.slice(logged).map(({ time: _, milliseconds: __, err: ___, ...line }) => line);
  const { date: _, ...said } = Object.fromEntries(headers);
  return { status, text, headers: said, counted: counted.slice(before), lines };
}
