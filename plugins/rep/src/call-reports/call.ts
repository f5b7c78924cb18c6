import { type InteractionRecord, occurredAtFrom } from 'rapport/sdk';
import type { Get } from './columns';

/** What every record of a row shares. */
export interface Call {
  readonly id: string;
  readonly timeZone: string | undefined;
  readonly occurredAt: string;
  readonly common: Pick<InteractionRecord, 'kind' | 'source' | 'customer' | 'brand' | 'actor'>;
}

/** Column `date`, with `time` beside it when the date is only a day. */
export function occurredAtOf(get: Get, timeZone: string | undefined): string {
  const [date, time] = [get('date'), get('time')];
  return occurredAtFrom(time === '' ? date : `${date} ${time}`, timeZone);
}

/** The record of the call itself (`part` empty), or of something that happened during it. */
export function recordOf(
  call: Call,
  part: string,
  type: string,
  details: Readonly<Record<string, unknown>>,
): InteractionRecord {
  const sourceKey = part === '' ? call.id : `${call.id}/${part}`;
  return { ...call.common, sourceKey, type, occurredAt: call.occurredAt, details };
}
