import { asText, occurredAtFrom } from 'rapport/sdk';
import type { Message } from './messages';

const minute = 60_000;

/**
 * When a message's event happened.
 *
 * The clock of a device may be wrong: `sentAt` is the time of sending by that clock, so its distance from the arrival is
 * the error of all its times. Distances under a minute are network delay; larger ones are corrected by whole minutes, so that a
 * message sent twice keeps its time.
 *
 * @throws RapportError TIME_INVALID or TIME_ZONE_MISSING
 */
export function occurredAtOf({ body, historical }: Message, receivedAt: Date): string {
  const text = asText(body.originalTimestamp) ?? asText(body.timestamp);
  if (text === undefined) return receivedAt.toISOString();
  const stated = occurredAtFrom(text, undefined);
  const sentAt = Date.parse(asText(body.sentAt) ?? '');
  if (historical || stated.length === 10 || Number.isNaN(sentAt)) return stated;
  const error = Math.round((receivedAt.getTime() - sentAt) / minute) * minute;
  return new Date(Date.parse(stated) + error).toISOString();
}
