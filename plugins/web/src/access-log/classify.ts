import { pathOf } from '../paths';
import type { LoggedRequest } from './parse-line';

export type Visit =
  | { readonly visit: 'page' | 'download'; readonly path: string }
  /** Why the request is no contact: nobody looked at or took anything. */
  | { readonly noContact: string };

/** Whether a logged request is a page looked at, a file taken, or neither. */
export function classify(request: LoggedRequest): Visit {
  if (request.method !== 'GET') return { noContact: `${request.method} request` };
  // 304: the browser shows the copy it has, which is as good as a view. 206: one of many pieces of a file.
  if (request.status !== 200 && request.status !== 304) return { noContact: `status ${request.status}` };
  const path = pathOf(request.target);
  if (path === undefined || feed.test(request.target)) return { noContact: 'feed or empty path' };
  const extension = /\.([a-z0-9]{1,10})$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  if (downloads.has(extension)) return { visit: 'download', path };
  return pages.has(extension) ? { visit: 'page', path } : { noContact: `part of a page (.${extension})` };
}

const pages: ReadonlySet<string> = new Set([
  '',
  'html',
  'htm',
  'xhtml',
  'shtml',
  'php',
  'asp',
  'aspx',
  'jsp',
  'do',
  'cfm',
]);

const downloads: ReadonlySet<string> = new Set([
  ...['pdf', 'doc', 'docx', 'odt', 'rtf', 'epub'],
  ...['ppt', 'pptx', 'odp', 'key', 'xls', 'xlsx', 'ods', 'csv'],
  ...['zip', 'gz', 'tgz', '7z', 'dmg', 'exe', 'msi', 'deb', 'rpm', 'jar'],
]);

/** News readers ask for these again and again, whether or not anybody reads. */
const feed = /(?:\.(?:rss|atom|rdf|xml)|\/(?:feed|rss|atom)\/?)(?:\?|$)|[?&][a-z]+=(?:rss|atom)/i;
