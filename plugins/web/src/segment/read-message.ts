import { createHash } from 'node:crypto';
import {
  asObject,
  asText,
  type IntakeItem,
  type IntakeRecord,
  isRapportError,
  present,
  RapportError,
} from 'rapport/sdk';
import type { TrackTarget, WebOptions } from '../options';
import { linkOf } from './identity';
import { interactionRecords, placeOf } from './interaction';
import type { Message } from './messages';
import { occurredAtOf } from './time';
import { trackDetails } from './track';

export interface Reading {
  readonly options: WebOptions;
  readonly receivedAt: Date;
  readonly targetOf: (eventName: string) => TrackTarget | undefined;
}

/** What becomes of one message. Never throws: a fault of the message is a rejection. */
export function readMessage(message: Message, line: number, reading: Reading): readonly IntakeItem[] {
  try {
    return recordsOf(message, reading).map((record) => ({ record, position: { line } }));
  } catch (error) {
    if (!isRapportError(error)) throw error;
    const rejected = { code: error.code, reason: error.message };
    if (error.code === 'NOT_A_CONTACT') return [{ rejected: { ...rejected, filtered: true }, position: { line } }];
    return [{ rejected, position: { line, raw: JSON.stringify(message.body).slice(0, 4000) } }];
  }
}

function recordsOf(message: Message, reading: Reading): readonly IntakeRecord[] {
  const { kind, body } = message;
  const sourceKey = asText(body.messageId, 200) ?? digestOf(message);
  if (kind === 'group') throw new RapportError('NOT_A_CONTACT', 'A group call says nothing about a customer’s visit.');
  if (kind === 'identify' || kind === 'alias') {
    const link = linkOf(message, reading.options);
    if (link === undefined) throw new RapportError('NOT_A_CONTACT', `The ${kind} call links nothing.`);
    return [{ kind: 'identifier', source: 'segment', sourceKey, ...link }];
  }
  const { type, details } = kind === 'track' ? tracked(message, reading) : viewed(message);
  const key = { sourceKey, occurredAt: occurredAtOf(message, reading.receivedAt) };
  return interactionRecords(message, type, details, key, reading.options);
}

type Typed = { readonly type: string; readonly details: Readonly<Record<string, unknown>> };

function viewed(message: Message): Typed {
  const properties = asObject(message.body.properties);
  const name = asText(message.body.name);
  const path = placeOf(message).path ?? name;
  if (path === undefined) throw new RapportError('RECORD_MALFORMED', 'The page has neither path nor url nor name.');
  return { type: 'web.page_view', details: present({ path, title: asText(properties.title) ?? name }) };
}

function tracked(message: Message, { targetOf }: Reading): Typed {
  const name = asText(message.body.event);
  if (name === undefined) throw new RapportError('RECORD_MALFORMED', 'The track call has no event name.');
  const type = targetOf(name);
  if (type === undefined) {
    throw new RapportError(
      'NOT_A_CONTACT',
      `No interaction type is assigned to the event "${name}"; see option segment.events.`,
    );
  }
  const details = trackDetails(type, asObject(message.body.properties));
  if (details === undefined) {
    throw new RapportError('RECORD_MALFORMED', `The event "${name}" lacks the property that says what it is about.`);
  }
  return { type, details };
}

/** A key for messages without an id: the same message sent again, at another time of sending, keeps it. */
function digestOf({ kind, body }: Message): string {
  const { sentAt: _, writeKey: __, ...content } = body;
  return `sha256:${createHash('sha256')
    .update(JSON.stringify([kind, content]))
    .digest('hex')}`;
}
