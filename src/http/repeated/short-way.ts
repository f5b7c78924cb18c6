import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { inSpan } from '../../isolation';
import { isTrustedHost } from '../caller-origin';
import type { Doorkeeper } from '../doorkeeper';
import { letIn } from '../let-in';
import { callerOf, type OperationContext } from '../request-context';
import { requestIdOf } from '../request-id';
import { requestLog } from '../request-log';
import type { HttpServices } from '../services';
import type { TellAnswered } from '../tell-answered';
import type { KnownBodies, KnownBody } from './known-bodies';
import { handOn } from './long-way';
import type { RepeatedAnswer, RepeatedQueries, RepeatedQuery } from './repeated-queries';

export interface ShortWay {
  readonly doorkeeper: Doorkeeper;
  readonly repeated: RepeatedQueries;
  readonly bodies: KnownBodies;
  readonly tell: TellAnswered;
}

const path = '/graphql';

/**
 * Answers queries that come again before the framework looks at them, with the headers that it has given their first answer.
 * They pass the same steps in the same order: host, gate, credentials, doorkeeper, rights, cost, executor, read audit. Only
 * what has come whole and is asked in the ordinary way goes by here; and whatever is not answered is handed on with what
 * has been done for it, so that there is one place that has the words for it.
 */
export function shortWay(server: Server, services: HttpServices, ways: ShortWay): void {
  const listeners = server.listeners('request') as RequestListener[];
  const goLong: RequestListener = (request, response) => {
    for (const listener of listeners) listener.call(server, request, response);
  };
  const goShort: RequestListener = (request, response) => {
    const since = performance.now();
    whenWhole(request, (body) => {
      const found = findKnown(ways, request, body);
      if (found !== null) {
        void new Walk(services, ways, { request, response, since, body, ...found }).go(goLong);
        return;
      }
      handOn(request, { body });
      goLong(request, response);
    });
  };
  server.removeAllListeners('request').on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (mayGoShort(request, services, ways)) goShort(request, response);
    else goLong(request, response);
  });
}

/** The media types of JSON in the form that clients write them in. */
const json: ReadonlySet<string | undefined> = new Set(['application/json', 'application/json; charset=utf-8']);

/** What else is wished for by a header, those know that come later. */
function mayGoShort(request: IncomingMessage, { config }: HttpServices, { doorkeeper: { gate } }: ShortWay): boolean {
  const { url, method, headers } = request;
  if (url !== path || method !== 'POST' || !json.has(headers['content-type'])) return false;
  if (headers['idempotency-key'] !== undefined || !(Number(headers['content-length']) <= longestBody)) return false;
  return !gate.isClosed && !gate.isFull && isTrustedHost(headers.host, config.http);
}

/** Bytes up to which a body is waited for here. */
const longestBody = 65_536;

/** Answers the body when all of it is there; what there is of it when its sender has hung up, which is a fault to whoever reads it. */
function whenWhole(request: IncomingMessage, done: (body: Buffer) => void): void {
  const length = Number(request.headers['content-length']);
  const take = (): void => {
    if (request.readableLength < length && !request.destroyed) return;
    request.off('readable', take).off('close', take);
    done((request.read() as Buffer | null) ?? Buffer.alloc(0));
  };
  // By then whatever came together with the head has been read.
  process.nextTick(() => {
    if (request.readableLength < length) request.on('readable', take).on('close', take);
    else take();
  });
}

interface Found {
  readonly known: KnownBody;
  readonly query: RepeatedQuery;
}

function findKnown({ bodies, repeated }: ShortWay, request: IncomingMessage, body: Buffer): Found | null {
  const known = bodies.read(body);
  if (known === null) return null;
  const query = repeated.find({ method: 'POST', headers: request.headers, body: known }, null);
  return query === null ? null : { known, query };
}

interface Walker extends Found {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: Buffer;
  /** Of the process's clock, when it came. */
  readonly since: number;
}

/** One request on its way: a class, so that each costs one object. */
class Walk {
  readonly #services: HttpServices;
  readonly #ways: ShortWay;
  readonly #walker: Walker;
  readonly #requestId: string;

  constructor(services: HttpServices, ways: ShortWay, walker: Walker) {
    this.#services = services;
    this.#ways = ways;
    this.#walker = walker;
    this.#requestId = requestIdOf(walker.request);
  }

  /** Never rejects. @param goLong tells what is wrong, too */
  async go(goLong: RequestListener): Promise<void> {
    const { request, response, body } = this.#walker;
    const begun = { body, requestId: this.#requestId };
    try {
      const context = await this.#letIn();
      await this.#ways.doorkeeper.gate.pass(() => inSpan('operation', {}, () => this.#run(context, goLong)));
    } catch (fault) {
      handOn(request, { ...begun, fault });
      goLong(request, response);
    }
  }

  async #letIn(): Promise<OperationContext> {
    const { request, known } = this.#walker;
    const principal = await callerOf(this.#services, request);
    const arrival = { principal, requestId: this.#requestId, document: known, idempotencyKey: null };
    return letIn(this.#services, this.#ways.doorkeeper, arrival);
  }

  async #run(context: OperationContext, goLong: RequestListener): Promise<void> {
    const { request, response, body, query } = this.#walker;
    const answer = await this.#ways.repeated.answer(query, context);
    if (answer !== null) {
      this.#send(answer);
      return;
    }
    handOn(request, { body, requestId: this.#requestId, context });
    goLong(request, response);
    // It has its place until it has its answer.
    await closed(response);
  }

  #send({ text, head }: RepeatedAnswer): void {
    const { response, request, since } = this.#walker;
    const tell = (): void => {
      const log = requestLog(this.#services.log as FastifyBaseLogger, { requestId: this.#requestId });
      const milliseconds = performance.now() - since;
      this.#ways.tell({ method: request.method ?? '', route: path, status: 200, milliseconds, log });
    };
    response.on('finish', tell).on('error', tell);
    // Its end has come meanwhile, and is to be taken note of.
    request.read();
    const bytes = Buffer.byteLength(text);
    response.writeHead(200, ['x-request-id', this.#requestId, ...head, 'content-length', String(bytes)]);
    // What is ASCII need not be written anew in other bytes.
    response.end(text, bytes === text.length ? 'latin1' : 'utf8');
  }
}

function closed(response: ServerResponse): Promise<void> {
  if (response.closed) return Promise.resolve();
  return new Promise((resolve) => response.once('close', resolve));
}
