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
  const written: Written[] = [];
  const counts = { attempts: 0, unanswered: 0, replayed: 0, retried: {} as Record<string, number> };
  let acknowledged = 0;
  let stopped = false;
  let fault: unknown = null;

  const attempt = async ({ query, variables, headers }: Request): Promise<boolean> => {
    counts.attempts += 1;
    const answer = await post(url, { query, variables }, headers);
    if (answer === null) counts.unanswered += 1;
    const code = answer === null ? null : (answer.body.errors?.[0]?.extensions?.code ?? null);
    if (answer?.replayed === true) counts.replayed += 1;
    if (answer !== null && code === null) {
      check(answer.body.data);
      return true;
    }
    if (code !== null && !retryable.has(code)) throw new Error(`A writer was answered ${JSON.stringify(answer?.body)}`);
    if (code !== null) counts.retried[code] = (counts.retried[code] ?? 0) + 1;
    return false;
  };

  const write = async (number: number): Promise<void> => {
    for (let round = 0; !stopped && fault === null; round += 1) {
      const request = requestOf(number, round, customers[(number + round) % customers.length] ?? '');
      const done = await untilAcknowledged(
        () => attempt(request),
        () => fault !== null,
      );
      written.push(...request.written.map((each) => ({ ...each, acknowledged: done })));
      if (done) acknowledged += 1;
    }
  };

  const running = Array.from({ length: howMany }, (_, number) =>
    write(number).catch((error: unknown) => {
      fault ??= error;
    }),
  );
  return {
    written,
    acknowledged: () => {
      if (fault !== null) throw fault;
      return acknowledged;
    },
    counts: () => counts,
    stop: async () => {
      stopped = true;
      await Promise.all(running);
      if (fault !== null) throw fault;
    },
  };
}

/** Two minutes are longer than any server takes to come back. */
const longest = 120_000;

async function untilAcknowledged(attempt: () => Promise<boolean>, isOver: () => boolean): Promise<boolean> {
  const deadline = performance.now() + longest;
  for (let rest = 20; !isOver(); rest = Math.min(2 * rest, 200)) {
    if (await attempt()) return true;
    if (performance.now() > deadline) throw new Error('A request was not acknowledged within two minutes');
    await pause(rest);
  }
  return false;
}

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
