import type { IntakeItem, Rejection } from 'rapport/sdk';
import type { EmailOptions } from '../options';
import type { MailEvent } from './mail-event';
import { toRecord } from './to-record';

/** What an adapter made of one event: the event, or why it is none. */
export type ReadEvent = { readonly event: MailEvent } | { readonly rejected: Rejection };

/** Most of an event kept with a rejection, for whoever has to find the cause. */
const rawLength = 4000;

export function toItem(read: ReadEvent, line: number, original: unknown, options: EmailOptions): IntakeItem {
  const record = 'event' in read ? toRecord(read.event, options) : undefined;
  if (record !== undefined) return { record, position: { line } };
  const rejected = 'rejected' in read ? read.rejected : malformed('The event names neither an address nor a customer.');
  if (rejected.code === 'NOT_A_CONTACT') return { rejected, position: { line } };
  return { rejected, position: { line, raw: JSON.stringify(original).slice(0, rawLength) } };
}

export function malformed(reason: string): Rejection {
  return { code: 'RECORD_MALFORMED', reason };
}

export function notAContact(reason: string): Rejection {
  return { code: 'NOT_A_CONTACT', reason, filtered: true };
}
