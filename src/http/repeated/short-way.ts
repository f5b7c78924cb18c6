import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { inSpan } from '../../isolation';
import { isTrustedHost } from '../caller-origin';
import type { DocumentRequest } from '../documents/trusted-documents';
import type { Doorkeeper } from '../doorkeeper';
import { letIn } from '../let-in';
import { callerOf, type OperationContext } from '../request-context';
import { requestIdOf } from '../request-id';
import { requestLog } from '../request-log';
import type { HttpServices } from '../services';
import type { TellAnswered } from '../tell-answered';
import { finishedAnswer } from './finished-answer';
import { knownAddress } from './known-address';
import type { KnownBodies } from './known-bodies';
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
  const go = (arrived: Arrived, found: Found | null): void => {
    const { request, response, body } = arrived;
    if (found !== null) {
      void new Walk(services, ways, { ...arrived, ...found }).go(goLong);
      return;
    }
    if (body !== undefined) handOn(request, { body });
    goLong(request, response);
  };
  const goShort = (request: IncomingMessage, response: ServerResponse): void => {
    const since = performance.now();
    if (request.method === 'GET') go({ request, response, since, body: undefined }, foundByAddress(ways, request));
    else whenWhole(request, (body) => go({ request, response, since, body }, foundByBody(ways, request, body)));
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
  if (!isQuestion(request) || gate.isClosed || gate.isFull) return false;
  return isTrustedHost(request.headers.host, config.http);
}

function isQuestion({ url = '', method, headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  if (method === 'GET') {
    return url.startsWith(`${path}?`) && length === undefined && headers['transfer-encoding'] === undefined;
  }
  if (url !== path || method !== 'POST' || !json.has(headers['content-type'])) return false;
  return headers['idempotency-key'] === undefined && Number(length) <= longestBody;
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
  readonly document: DocumentRequest;
  readonly query: RepeatedQuery;
}

function foundByBody({ bodies, repeated }: ShortWay, { headers }: IncomingMessage, body: Buffer): Found | null {
  const document = bodies.read(body);
  const query = document === null ? null : repeated.find({ method: 'POST', headers, body: document }, null);
  return document === null || query === null ? null : { document, query };
}

function foundByAddress({ repeated }: ShortWay, { headers, url = '' }: IncomingMessage): Found | null {
  const known = knownAddress(url);
  const query = known === null ? null : repeated.find({ method: 'GET', headers, query: known.parameters }, null);
  return known === null || query === null ? null : { document: known.document, query };
}

interface Arrived {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What has been read of it; undefined: it has none. */
  readonly body: Buffer | undefined;
  /** Of the process's clock, when it came. */
  readonly since: number;
}

type Walker = Arrived & Found;

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
    const { request, document } = this.#walker;
    const principal = await callerOf(this.#services, request);
    const arrival = { principal, requestId: this.#requestId, document, idempotencyKey: null };
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

  #send(answer: RepeatedAnswer): void {
    const { response, request, since } = this.#walker;
    const { status, head, text, encoding } = finishedAnswer(answer, request.headers);
    const tell = (): void => {
      const log = requestLog(this.#services.log as FastifyBaseLogger, { requestId: this.#requestId });
      const milliseconds = performance.now() - since;
      this.#ways.tell({ method: request.method ?? '', route: path, status, milliseconds, log });
    };
    response.on('finish', tell).on('error', tell);
    // Its end has come meanwhile, and is to be taken note of.
    request.read();
    response.writeHead(status, ['x-request-id', this.#requestId, ...head]);
    response.end(text, encoding);
  }
}

function closed(response: ServerResponse): Promise<void> {
  if (response.closed) return Promise.resolve();
  return new Promise((resolve) => response.once('close', resolve));
}
