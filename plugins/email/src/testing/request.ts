import type { WebHookRequest } from 'rapport/sdk';

/** A request as the platform hands it to an adapter. */
export function request(body: unknown, headers: Record<string, string> = {}, receivedAt = new Date()): WebHookRequest {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { method: 'POST', path: '', headers, query: {}, body: Buffer.from(text), receivedAt };
}
