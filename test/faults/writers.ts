import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** What was sent, and whether the server has said that it is stored. */
export interface Written {
  /** Source key of contacts, reason of holds: the same words in every attempt. */
  readonly id: string;
  readonly kind: 'contact' | 'hold';
  readonly acknowledged: boolean;
}

export interface WriterCounts {
  readonly attempts: number;
  /** Attempts that ended without an answer. */
  readonly unanswered: number;
  /** Coded answers that ask for another try, by code. */
  readonly retried: Readonly<Record<string, number>>;
  /** Answers that were replayed: the first one had been lost. */
  readonly replayed: number;
}

export interface Writers {
  readonly written: readonly Written[];
  /** Requests that were acknowledged so far. */
  acknowledged(): number;
  counts(): WriterCounts;
  /** Lets every writer finish what it has begun. @throws Error on an answer that no writer should get */
  stop(): Promise<void>;
}

/** Codes after which the same request is sent again. */
const retryable: ReadonlySet<string> = new Set([
  ...['UNAVAILABLE', 'OVERLOADED', 'SHUTTING_DOWN', 'TIMED_OUT', 'AUDIT_UNAVAILABLE', 'READ_OVERTAKEN'],
  'IDEMPOTENCY_KEY_IN_USE',
]);

const contacts = `mutation ($items: [InteractionInput!]!) {
  recordInteractions(input: { source: "faults", items: $items }) { recorded repeated rejected waiting } }`;
const hold = `mutation ($customer: ID!, $reason: String!) {
  placeLegalHold(input: { customerId: $customer, areas: [MONEY], reason: $reason }) { hold { id } } }`;

interface Request {
  readonly written: readonly Omit<Written, 'acknowledged'>[];
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Writers that send one request after another, each until it is acknowledged. Contacts have a source key, which alone keeps
 * them from being stored twice; every other one has an Idempotency-Key as well. Holds have nothing but the Idempotency-Key:
 * carried out twice, they are there twice.
 */
export function startWriters(url: string, customers: readonly string[], howMany: number): Writers {
  return new RunningWriters(url, customers, howMany);
}

class RunningWriters implements Writers {
  readonly written: Written[] = [];
  readonly #url: string;
  readonly #customers: readonly string[];
  readonly #running: readonly Promise<void>[];
  readonly #counts = { attempts: 0, unanswered: 0, replayed: 0, retried: {} as Record<string, number> };
  #acknowledged = 0;
  #stopped = false;
  #fault: unknown = null;

  constructor(url: string, customers: readonly string[], howMany: number) {
    this.#url = url;
    this.#customers = customers;
    this.#running = Array.from({ length: howMany }, (_, number) =>
      this.#write(number).catch((error: unknown) => {
        this.#fault ??= error;
      }),
    );
  }

  acknowledged(): number {
    if (this.#fault !== null) throw this.#fault;
    return this.#acknowledged;
  }

  counts(): WriterCounts {
    return this.#counts;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#running);
    if (this.#fault !== null) throw this.#fault;
  }

  async #write(number: number): Promise<void> {
    for (let round = 0; !this.#stopped && this.#fault === null; round += 1) {
      const request = requestOf(number, round, this.#customers[(number + round) % this.#customers.length] ?? '');
      const acknowledged = await this.#untilAcknowledged(request);
      this.written.push(...request.written.map((each) => ({ ...each, acknowledged })));
      if (acknowledged) this.#acknowledged += 1;
    }
  }

  /** False: another writer has met a fault meanwhile. */
  async #untilAcknowledged(request: Request): Promise<boolean> {
    const deadline = performance.now() + longest;
    for (let rest = 20; this.#fault === null; rest = Math.min(2 * rest, 400)) {
      if (await this.#attempt(request)) return true;
      if (performance.now() > deadline) throw new Error('A request was not acknowledged within two minutes');
      await pause(rest);
    }
    return false;
  }

  async #attempt({ query, variables, headers }: Request): Promise<boolean> {
    this.#counts.attempts += 1;
    const answer = await post(this.#url, { query, variables }, headers);
    if (answer === null) {
      this.#counts.unanswered += 1;
      return false;
    }
    if (answer.replayed) this.#counts.replayed += 1;
    const fault = answer.body.errors?.[0];
    if (fault === undefined) {
      check(answer.body.data);
      return true;
    }
    const { code = 'none' } = fault.extensions ?? {};
    if (!retryable.has(code)) throw new Error(`A writer was answered ${JSON.stringify(answer.body)}`);
    this.#counts.retried[code] = (this.#counts.retried[code] ?? 0) + 1;
    return false;
  }
}

/** Two minutes are longer than any server takes to come back. */
const longest = 120_000;

function requestOf(number: number, round: number, customer: string): Request {
  const key = randomUUID();
  if (number % 4 === 3) {
    const written = [{ id: key, kind: 'hold' as const }];
    return { written, query: hold, variables: { customer, reason: key }, headers: { 'idempotency-key': key } };
  }
  const ids = Array.from({ length: 1 + (round % 3) }, (_, index) => `${key}-${index}`);
  const items = ids.map((sourceKey) => ({
    ...{ sourceKey, type: 'rep.visit_held', customer: { id: customer }, occurredAt: '2026-03-01T10:00:00Z' },
    details: { callType: 'face_to_face', minutes: 20 },
  }));
  return {
    written: ids.map((id) => ({ id, kind: 'contact' })),
    ...{ query: contacts, variables: { items } },
    headers: number % 2 === 0 ? {} : { 'idempotency-key': key },
  };
}

function check(data: AnswerBody['data']): void {
  const { rejected = 0, waiting = 0 } = data?.recordInteractions ?? {};
  if (rejected + waiting > 0) throw new Error(`Contacts were not stored: ${JSON.stringify(data)}`);
}

interface AnswerBody {
  readonly data?: { readonly recordInteractions?: { readonly rejected: number; readonly waiting: number } };
  readonly errors?: readonly { readonly extensions?: { readonly code?: string } }[];
}

/** Null: there was no whole answer. */
async function post(
  url: string,
  body: object,
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly body: AnswerBody; readonly replayed: boolean } | null> {
  try {
    const answer = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const replayed = answer.headers.get('idempotency-replayed') === 'true';
    return { body: (await answer.json()) as AnswerBody, replayed };
  } catch {
    return null;
  }
}
