import {
  asNumber,
  asObject,
  asText,
  customerKeysFrom,
  type IntakeItem,
  type InteractionRecord,
  isObject,
  isRapportError,
  occurredAtFrom,
  parseJson,
  present,
  RapportError,
} from 'rapport/sdk';
import type { JsonItem } from './json-items';

export interface ScanOptions {
  readonly source: string;
  readonly timeZone: string | undefined;
}

type Given = Readonly<Record<string, unknown>>;

/** The record of one scan. Never throws on what a scanner might write: a fault is a rejection. */
export function readScan(item: JsonItem, options: ScanOptions): IntakeItem {
  const position = { line: item.line, raw: item.text.slice(0, 4000) };
  const scan = item.broken ? undefined : parseJson(item.text);
  if (!isObject(scan)) {
    return { rejected: { code: 'ROW_UNREADABLE', reason: 'The text is no JSON object.' }, position };
  }
  try {
    return { record: recordOf(scan, options), position };
  } catch (error) {
    if (!isRapportError(error)) throw error;
    return { rejected: { code: error.code, reason: error.message }, position };
  }
}

function recordOf(scan: Given, { source, timeZone }: ScanOptions): InteractionRecord {
  const station = asObject(scan.station);
  const event = need(scan.event, 'event');
  const { type, details } = typeOf(event, scan, station);
  return present({
    kind: 'interaction' as const,
    source,
    sourceKey: `${event}/${need(scan.scanId, 'scanId')}`,
    type,
    customer: customerOf(asObject(scan.attendee)),
    occurredAt: occurredAtFrom(need(scan.scannedAt, 'scannedAt'), timeZone),
    brand: asText(scan.brand, 80) ?? asText(station.brand, 80),
    actor: asText(scan.scannedBy, 80),
    details,
  });
}

function typeOf(event: string, scan: Given, station: Given): { readonly type: string; readonly details: Given } {
  const minutes = asNumber(scan.minutes);
  const note = asText(scan.note, 2000);
  const kind = asText(station.kind) ?? '';
  switch (kind) {
    case 'booth': {
      const topics = topicsOf(scan.topics);
      const details = present({ event, booth: asText(station.id), minutes, topics, note });
      return { type: 'conference.booth_visited', details };
    }
    case 'session': {
      const session = asText(station.title) ?? need(station.id, 'station.id or station.title');
      return { type: 'conference.session_attended', details: present({ event, session, minutes }) };
    }
    case 'business_card':
      return { type: 'conference.business_card_given', details: present({ event, note }) };
    case 'entrance':
    case 'other':
      return { type: 'conference.badge_scanned', details: { event, place: kind } };
    default:
      throw new RapportError(
        'RECORD_MALFORMED',
        `station.kind "${kind}" is not one of entrance, session, booth, business_card, other.`,
      );
  }
}

function topicsOf(value: unknown): readonly string[] | undefined {
  const topics = (Array.isArray(value) ? value : []).flatMap((topic) => asText(topic) ?? []).slice(0, 20);
  return topics.length === 0 ? undefined : topics;
}

function customerOf(attendee: Given): InteractionRecord['customer'] {
  const columns: Given = { ...attendee, customer_system: attendee.system, customer_id: attendee.id };
  const customer = customerKeysFrom((column) => asText(columns[column], 320) ?? '');
  if (customer.length > 0) return customer;
  throw new RapportError('RECORD_MALFORMED', 'attendee names nobody: give npi, email, or system and id.');
}

function need(value: unknown, key: string): string {
  const text = asText(value);
  if (text === undefined) throw new RapportError('RECORD_MALFORMED', `${key} is missing.`);
  return text;
}
