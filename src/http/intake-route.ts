import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type DeliveryReceipt,
  type Kept,
  type Outcome,
  type Receipt,
  type ReceiptCounts,
  withoutSecrets,
} from '../ingest';
import { isPluginCode } from '../isolation';
import { RapportError, type WebHookRequest } from '../sdk';
import type { Doorkeeper } from './doorkeeper';
import { replayedHeader } from './idempotency/keyed-mutations';
import type { Once } from './idempotency/once';
import { idempotencyKeyOf } from './idempotency/read-key';
import type { HttpServices } from './services';

/** What a sender is told: how many of each outcome, and what became of the items that were not simply accepted. */
export interface IntakeReply {
  readonly counts: ReceiptCounts;
  /** Set when nothing has been read yet: the request waits for the plugin. */
  readonly kept?: Kept;
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
  refuseAbsent(services, plugin);
  const given = webHookRequest(request, path, services.clock.now());
  const door = `${plugin}/${adapter}`;
  const { status, body, replayed } = await taken(services, once, { door, given, key: idempotencyKeyOf(request) });
  if (replayed) reply.header(replayedHeader, 'true');
  reply.code(status);
  return body;
}

interface Told {
  readonly status: 200 | 202;
  readonly body: IntakeReply;
}

interface Delivery {
  /** `<plugin id>/<adapter id>` */
  readonly door: string;
  readonly given: WebHookRequest;
  readonly key: string | null;
}

/** Whoever knows a key of somebody else learns nothing by it: the signature is looked at before the answer is looked up. */
async function taken(
  { deliveries }: HttpServices,
  once: Once,
  { door, given, key }: Delivery,
): Promise<Told & { readonly replayed: boolean }> {
  if (key === null) return { ...toldOf(await deliveries.receive(door, given)), replayed: false };
  await deliveries.verify(door, given);
  const { answer, replayed } = await once({ caller: `hook:${door}`, key, request: textOf(given) }, async () => {
    const received = await deliveries.receive(door, given);
    return { answer: JSON.stringify(toldOf(received)), customerIds: customersOf(received) };
  });
  return { ...(JSON.parse(answer) as Told), replayed };
}

/** Headers may differ, such as the time of a signature, and so may parameters that authenticate. */
function textOf({ method, path, query, body }: WebHookRequest): string {
  const parameters = Object.entries(withoutSecrets(query)).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([method, path, parameters, hash('sha256', body, 'hex')]);
}

/** 202: it is kept until the plugin can take it. */
function toldOf({ receipts, kept }: DeliveryReceipt): Told {
  const answer = replyOf(receipts);
  const waits = kept !== null || answer.items.some(({ code }) => isPluginCode(code));
  return { status: waits ? 202 : 200, body: kept === null ? answer : { ...answer, kept } };
}

function customersOf({ receipts }: DeliveryReceipt): readonly number[] {
  return [...new Set(receipts.flatMap(({ outcomes }) => outcomes.flatMap(({ customerId }) => customerId ?? [])))];
}

/** Senders give up on what is not found, and try again what is only closed: nothing is lost while a plugin does not run. */
function refuseAbsent({ registry }: HttpServices, plugin: string): void {
  if (!registry.absent.some(({ id }) => id === plugin)) return;
  throw new RapportError('PLUGIN_NOT_RUNNING', `The plugin ${plugin} does not run at the moment. Send it again later.`);
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
