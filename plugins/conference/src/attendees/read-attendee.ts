import {
  type CsvRow,
  customerKeysFrom,
  type IntakeItem,
  type IntakeRecord,
  type InteractionRecord,
  isRapportError,
  occurredAtFrom,
  present,
  RapportError,
  withParts,
} from 'rapport/sdk';
import { speakerRoles } from '../details';
import { listOf, numberIn, wordIn } from './cells';

export interface AttendeeOptions {
  readonly source: string;
  readonly timeZone: string | undefined;
}

/** The records of one row. A fault in any cell rejects the whole row. */
export function readAttendee(row: CsvRow, options: AttendeeOptions): readonly IntakeItem[] {
  const position = { line: row.line, raw: row.raw };
  try {
    return recordsOf(row, options).map((record) => ({ record, position }));
  } catch (error) {
    if (!isRapportError(error)) throw error;
    return [{ rejected: { code: error.code, reason: error.message }, position }];
  }
}

type Add = (part: string, type: string, at: string, details: Readonly<Record<string, unknown>>) => InteractionRecord;

/** `cancelled` and `no_show` leave the registration, which did happen, and nothing else. */
function recordsOf(row: CsvRow, options: AttendeeOptions): readonly IntakeRecord[] {
  const { get } = row;
  const status = wordIn('status', get('status'), ['registered', 'attended', 'cancelled', 'no_show']);
  const add = recordMaker(row, options);
  const timeIn = (column: string) => occurredAtFrom(get(column), get('time_zone') || options.timeZone);
  const records: IntakeRecord[] = [];
  if (get('registered_on') !== '') {
    const details = present({ event: get('event'), role: get('role') || undefined });
    records.push(add('registration', 'conference.registered', timeIn('registered_on'), details));
  }
  if (status === 'attended') records.push(...attendance(row, add, timeIn('date')));
  if (records.length > 0) return records;
  throw new RapportError(
    'TIME_INVALID',
    `A person who is ${status} needs registered_on, the day or time of the registration.`,
  );
}

function attendance({ get }: CsvRow, add: Add, at: string): readonly IntakeRecord[] {
  const event = get('event');
  // The day as written: the time may fall on another day in UTC.
  const day = get('date').slice(0, 10);
  const sessions = listOf(get('sessions')).map((session) =>
    add(`${day}/session/${session}`, 'conference.session_attended', at, { event, session }),
  );
  const role = get('role').toLowerCase();
  const spoke = speakerRoles.some((candidate) => candidate === role);
  const talk = present({
    event,
    role,
    title: get('talk_title') || undefined,
    audience: numberIn('audience', get('audience')),
  });
  const attended = add(day, 'conference.attended', at, present({ event, hours: numberIn('hours', get('hours')) }));
  return withParts(attended, [...sessions, ...(spoke ? [add(`${day}/talk`, 'conference.spoke', at, talk)] : [])]);
}

function recordMaker({ get }: CsvRow, { source }: AttendeeOptions): Add {
  const [registration, event, brand, actor] = [get('registration_id'), get('event'), get('brand'), get('rep')];
  if (registration === '' || event === '') {
    throw new RapportError('RECORD_MALFORMED', 'Columns registration_id and event must be filled.');
  }
  const customer = customerKeysFrom(get);
  if (customer.length === 0) {
    throw new RapportError(
      'RECORD_MALFORMED',
      'The row names no customer: fill npi, email, or customer_system with customer_id.',
    );
  }
  return (part, type, occurredAt, details) => ({
    kind: 'interaction',
    source,
    sourceKey: `${event}/${registration}/${part}`,
    type,
    customer,
    occurredAt,
    ...(brand === '' ? {} : { brand }),
    ...(actor === '' ? {} : { actor }),
    details,
  });
}
