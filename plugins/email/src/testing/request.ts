import type { WebHookRequest } from 'rapport/sdk';

/** A request as the platform hands it to an adapter. */
export function request(body: unknown, headers: Record<string, string> = {}, receivedAt = new Date()): WebHookRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { method: 'POST', path: '', headers, query: {}, body: Buffer.from(text), receivedAt };
}

/** Bodies that no mail service sends. */
export const junk: readonly unknown[] = [
  '',
  'not json',
  '{',
  'null',
  '17',
  '[]',
  '{}',
  '[null, 1, "x", [], {}]',
  '[{"event":"open"},{"event":{"a":1},"sg_event_id":[]}]',
  '{"signature":null,"event-data":null}',
  '{"event-data":{"event":"opened","id":"1","timestamp":"soon"}}',
  '{"event-data":{"event":"clicked","id":"1","timestamp":1790000000.5,"recipient":"a@example.org"}}',
  '{"event-data":{"event":"__proto__","id":{},"timestamp":1e300,"client-info":7,"tags":"x"}}',
];
