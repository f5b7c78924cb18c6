import { availableParallelism } from 'node:os';

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|)$/;

/** How many statements the database at this address can run at once: as many as this machine has cores, if it is here; infinite where nobody knows. */
export function coresOf(url: string): number {
  return isHere(url) ? availableParallelism() : Number.POSITIVE_INFINITY;
}

/** A socket in the file system is named by a path, which stands in the query, or takes the place of the host. */
function isHere(url: string): boolean {
  if (url.startsWith('/') || url.startsWith('socket:')) return true;
  if (!URL.canParse(url)) return false;
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  return host.startsWith('/') || loopback.test(host);
}
