import { hash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Door, Outcome, Receipt, ReceiptCounts } from '../ingest';
import { type IntakeItem, RapportError, type WebHookAdapter, type WebHookRequest } from '../sdk';
import type { Doorkeeper } from './doorkeeper';
import { replayedHeader } from './idempotency/keyed-mutations';
import type { Once } from './idempotency/once';
import { idempotencyKeyOf } from './idempotency/read-key';
import type { HttpServices } from './services';

/** Items of one request that share a transaction. */
const batchSize = 1_000;

/** Items read before other requests have their turn: about a millisecond's work. */
const itemsPerTurn = 50;

/** What a sender is told: how many of each outcome, and what became of the items that were not simply accepted. */
export interface IntakeReply {
  readonly counts: ReceiptCounts;
  readonly items: readonly Pick<Outcome, 'status' | 'position' | 'sourceKey' | 'code' | 'reason' | 'setAsideId'>[];
}

/** `/intake/<plugin>/<adapter>` and everything below it: the doors that other systems post to. */
export async function intakeRoute(
  app: FastifyInstance,
  services: HttpServices,
  { doorkeeper: { gate }, once }: { readonly doorkeeper: Pick<Doorkeeper, 'gate'>; readonly once: Once },
): Promise<void> {
  // Signatures are computed over the body as sent, so nothing may parse it first.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const route = {
    method: ['GET', 'POST', 'PUT'],
    onRequest: async () => gate.refuseWhenFull(),
    handler: (request: FastifyRequest, reply: FastifyReply) =>
      gate.pass(() => receive(services, once, { request, reply })),
  };
  app.route({ ...route, url: '/intake/:plugin/:adapter' });
  app.route({ ...route, url: '/intake/:plugin/:adapter/*' });
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface RouteParameters {
  readonly plugin: string;
  readonly adapter: string;
  readonly '*'?: string;
}

async function receive(services: HttpServices, once: Once, { request, reply }: Exchange): Promise<IntakeReply> {
  const { plugin, adapter, '*': path = '' } = request.params as RouteParameters;
  const key = `${plugin}/${adapter}`;
  const door = services.registry.webHooks.get(key)?.value;
  if (door === undefined) throw new RapportError('NOT_FOUND', `There is no web hook ${key}.`);
  const given = webHookRequest(request, path, services.clock.now());
  door.verify(given);
  const items = await readAll(door.read(given));
  refuseJunk(items);
  const take = (): Promise<Taken> => takeAll(services, door, key, items);
  const idempotencyKey = idempotencyKeyOf(request);
  if (idempotencyKey === null) return (await take()).reply;
  const keyed = { caller: `hook:${key}`, key: idempotencyKey, request: textOf(given) };
  const { answer, replayed } = await once(keyed, async () => {
    const { reply: told, customerIds } = await take();
    return { answer: JSON.stringify(told), customerIds };
  });
  if (replayed) reply.header(replayedHeader, 'true');
  return JSON.parse(answer) as IntakeReply;
}

/** Headers may differ, such as the time of a signature. */
function textOf({ method, path, body }: WebHookRequest): string {
  return JSON.stringify([method, path, hash('sha256', body, 'hex')]);
}

function webHookRequest(request: FastifyRequest, path: string, receivedAt: Date): WebHookRequest {
  const { method, headers, query, body } = request;
  return {
    method,
    path,
    headers: firstValues(headers),
    query: firstValues(query as Readonly<Record<string, string | string[]>>),
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    receivedAt,
  };
}

function firstValues(
  values: Readonly<Record<string, string | readonly string[] | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? value[0] : value]),
  );
}

/** The whole body before anything is taken, as it may be junk; others are served in between. */
async function readAll(read: Iterable<IntakeItem>): Promise<readonly IntakeItem[]> {
  const items: IntakeItem[] = [];
  for (const item of read) {
    items.push(item);
    if (items.length % itemsPerTurn === 0) await turn();
  }
  return items;
}

/** A body of which nothing can be read is the sender's mistake and is not kept; a single bad item among good ones is. */
function refuseJunk(items: readonly IntakeItem[]): void {
  const unreadable = items.filter((item) => 'rejected' in item && item.rejected.code === 'RECORD_MALFORMED');
  const [first] = unreadable;
  if (first === undefined || unreadable.length < items.length || !('rejected' in first)) return;
  throw new RapportError('RECORD_MALFORMED', first.rejected.reason);
}

interface Taken {
  readonly reply: IntakeReply;
  readonly customerIds: readonly number[];
}

async function takeAll(
  { ingest }: HttpServices,
  adapter: WebHookAdapter,
  key: string,
  items: readonly IntakeItem[],
): Promise<Taken> {
  const door: Door = { id: `hook:${key}`, repeats: adapter.repeats, snapshots: 'now' };
  const receipts: Receipt[] = [];
  for (let start = 0; start < items.length; start += batchSize) {
    receipts.push(await ingest.take(items.slice(start, start + batchSize), door));
  }
  const customers = receipts.flatMap(({ outcomes }) => outcomes.flatMap(({ customerId }) => customerId ?? []));
  return { reply: replyOf(receipts), customerIds: [...new Set(customers)] };
}

function replyOf(receipts: readonly Receipt[]): IntakeReply {
  const counts = { accepted: 0, repeated: 0, corrected: 0, rejected: 0, waiting: 0, filtered: 0 };
  for (const receipt of receipts) {
    for (const [status, count] of Object.entries(receipt.counts)) counts[status as keyof ReceiptCounts] += count;
  }
  const notable = receipts.flatMap((receipt) => receipt.outcomes.filter((outcome) => outcome.status !== 'accepted'));
  return { counts, items: notable.map(asItem) };
}

/** Without the ids of customers: a sender may only learn what it said itself. */
function asItem({ status, position, sourceKey, code, reason, setAsideId }: Outcome): IntakeReply['items'][number] {
  return {
    status,
    position: { line: position.line },
    ...(sourceKey === undefined ? {} : { sourceKey }),
    ...(code === undefined ? {} : { code }),
    ...(reason === undefined ? {} : { reason }),
    ...(setAsideId === undefined ? {} : { setAsideId }),
  };
}
