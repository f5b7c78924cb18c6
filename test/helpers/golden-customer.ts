import type { LogEntry } from '../../src/value/log';
import { daysBefore, vectorNow } from './value-vectors';

interface GoldenEvent {
  readonly id: string;
  readonly type: string;
  readonly age: number;
  readonly n?: number;
  readonly minutes?: number;
  readonly hours?: number;
}

const events: readonly GoldenEvent[] = [
  { id: 'e01', type: 'conf.attended', age: 200, hours: 6 },
  { id: 'e02', type: 'email.sent', age: 150 },
  { id: 'e03', type: 'email.opened', age: 149 },
  { id: 'e04', type: 'email.clicked', age: 149 },
  { id: 'e05', type: 'rep.visit_held', age: 120, minutes: 20 },
  { id: 'e06', type: 'rep.question_asked', age: 120 },
  { id: 'e07', type: 'web.page_view', age: 60, n: 7 },
  { id: 'e08', type: 'web.download', age: 60 },
  { id: 'e09', type: 'email.sent', age: 45 },
  { id: 'e10', type: 'rep.visit_held', age: 30, minutes: 40 },
  { id: 'e11', type: 'web.enquiry', age: 20 },
  { id: 'e12', type: 'email.sent', age: 10 },
  { id: 'e13', type: 'email.opened', age: 9 },
  { id: 'e14', type: 'rep.visit_declined', age: 5 },
];

function amountOf({ n, minutes, hours }: GoldenEvent): number {
  if (minutes !== undefined) return Math.min(minutes, 30) / 15;
  return hours === undefined ? (n ?? 1) : Math.min(hours, 8);
}

/** The contributions of the specification's golden customer (vector Z-1), one per event. */
export const goldenLog: readonly LogEntry[] = events.map((event) => ({
  eventId: event.id,
  ordinal: 0,
  signal: event.type,
  amount: amountOf(event),
  occurredAt: daysBefore(event.age),
  recordedAt: vectorNow,
}));
