import type { IncomingMessage } from 'node:http';
import type { HttpConfig } from '../config';
import { isLoopback } from '../config';

/**
 * Without credentials only the own machine is trusted. A web page can have its name resolved to this machine and call from
 * the user's browser; its requests then carry that name, and are refused.
 */
export function isTrustedHost(host: string | undefined, { access }: Pick<HttpConfig, 'access'>): boolean {
  if (access === 'credentials') return true;
  const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '') : '';
  return isLoopback(name);
}

/** Browsers let any page open a socket anywhere, and say only where the page is from. Programs send no origin. */
export function mayOpenSocket(
  { headers }: Pick<IncomingMessage, 'headers'>,
  config: Pick<HttpConfig, 'access' | 'allowedOrigins'>,
): boolean {
  if (!isTrustedHost(headers.host, config)) return false;
  const { origin } = headers;
  if (origin === undefined || config.allowedOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === headers.host;
}
