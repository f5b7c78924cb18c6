import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Kept, Outcome, Receipt, ReceiptCounts } from '../ingest';
import { isPluginCode } from '../isolation';
import { RapportError, type WebHookRequest } from '../sdk';
import type { Doorkeeper } from './doorkeeper';
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
  { gate }: Pick<Doorkeeper, 'gate'>,
): Promise<void> {
  // Signatures are computed over the body as sent, so nothing may parse it first.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const route = {
    method: ['GET', 'POST', 'PUT'],
    handler: (request: FastifyRequest, reply: FastifyReply) => gate.pass(() => receive(services, request, reply)),
  };
  app.route({ ...route, url: '/intake/:plugin/:adapter' });
  app.route({ ...route, url: '/intake/:plugin/:adapter/*' });
}

interface RouteParameters {
  readonly plugin: string;
  readonly adapter: string;
  readonly '*'?: string;
}

async function receive(services: HttpServices, request: FastifyRequest, reply: FastifyReply): Promise<IntakeReply> {
  const { plugin, adapter, '*': path = '' } = request.params as RouteParameters;
  refuseAbsent(services, plugin);
  const given = webHookRequest(request, path, services.clock.now());
  const { receipts, kept } = await services.deliveries.receive(`${plugin}/${adapter}`, given);
  const answer = replyOf(receipts);
  if (kept !== null || answer.items.some(({ code }) => isPluginCode(code))) reply.code(202);
  return kept === null ? answer : { ...answer, kept };
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
