import type { WebHookRequest } from 'rapport/sdk';

export const arrival = new Date('2026-11-21T10:00:00.000Z');

/** A request as the platform hands it to an adapter. */
export function request(path: string, body: unknown, headers: Record<string, string> = {}): WebHookRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { method: 'POST', path, headers, query: {}, body: Buffer.from(text), receivedAt: arrival };
}
