import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../db/database';
import { type PluginFault, pluginFault } from '../../isolation';
import type { WebHookRequest } from '../../sdk';
import type { ErasureMarks } from '../erasure-marks';
import { backlogOf, type DeliveryHead, insertDelivery, type KeptDelivery } from './kept-delivery.store';

/** What a door may have waiting. Beyond that its senders are to come again: a database is no place for a flood. */
const mostWaiting = 10_000;
const mostCharacters = 256_000_000;

/** Headers that say who sends, not what is sent: a verified request is not verified again. */
const secretHeader = /authorization|cookie|token|secret|password|signature|(^|[-_])(api[-_]?)?key($|[-_])/i;

export interface KeepServices {
  readonly database: Database;
  readonly marks: ErasureMarks;
}

let kept = 0;

/**
 * Keeps a verified request as it came, until its adapter works again. Answers the id of the row.
 *
 * @throws PluginFault when it cannot be kept: it is no text, names an erased person, or too many wait already
 */
export async function keepDelivery(
  { database, marks }: KeepServices,
  request: WebHookRequest,
  { door, fault, at }: { readonly door: string; readonly fault: PluginFault; readonly at: Date },
): Promise<string> {
  const raw = textOf(request.body);
  if (raw === null) throw unkept(fault, 'Only texts can be kept until it works again.');
  const id = randomUUID();
  kept += 1;
  await database.transaction(async (writer) => {
    const backlog = await backlogOf(writer, door);
    if (backlog.count >= mostWaiting || backlog.characters + raw.length > mostCharacters) {
      throw unkept(fault, 'Too many deliveries wait for it already.');
    }
    const marked = await marks.find(writer, [], [raw]);
    if (marked.names(raw)) throw unkept(fault, 'This one cannot be kept until it works again.');
    const { plugin } = fault.details;
    const { code, message: reason } = fault;
    await insertDelivery(writer, { id, door, code, reason, plugin, raw, record: headOf(request), line: kept, at });
  });
  return id;
}

/** The request as it was, without what `verify` looked at. */
export function requestOf({ raw, record, received_at }: KeptDelivery): WebHookRequest {
  const { method, path, headers, query } = record;
  return { method, path, headers, query, body: Buffer.from(raw), receivedAt: received_at };
}

function headOf({ method, path, headers, query }: WebHookRequest): DeliveryHead {
  return { kind: 'delivery', method, path, headers: withoutSecrets(headers), query: withoutSecrets(query) };
}

/** Headers or parameters without those that authenticate. */
export function withoutSecrets(values: WebHookRequest['headers']): WebHookRequest['headers'] {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secretHeader.test(name)));
}

/** PostgreSQL keeps no NUL in texts; what is no text could not be searched for a person to be erased. */
function textOf(body: Buffer): string | null {
  return isUtf8(body) && !body.includes(0) ? body.toString('utf8') : null;
}

function unkept({ code, message, details, cause }: PluginFault, why: string): PluginFault {
  return pluginFault(
    code === 'PLUGIN_FAILED' ? 'PLUGIN_UNAVAILABLE' : code,
    details.plugin,
    `${message} ${why} Send it again later.`,
    cause,
  );
}
