import { asText } from 'rapport/sdk';
import type { WebOptions } from './options';

/** An address without query and fragment, where search words, addresses and tokens of people travel. */
export function bareAddress(value: unknown): string | undefined {
  return asText(asText(value, 4000)?.split(/[?#]/, 1)[0], 2000);
}

/** The path of an absolute or relative address. */
export function pathOf(value: unknown): string | undefined {
  const bare = bareAddress(value);
  const path = bare?.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '');
  return path === '' ? '/' : path;
}

/** The last part of a path: the name of a file. */
export function fileOf(path: string | undefined): string | undefined {
  return asText(path?.split('/').at(-1), 500);
}

/** The brand a path is about, by the longest configured beginning that ends at a part of the path. */
export function brandOfPath(path: string | undefined, brandPaths: WebOptions['brandPaths']): string | undefined {
  if (path === undefined) return undefined;
  const fitting = Object.keys(brandPaths).filter((start) => {
    const prefix = start.replace(/\/$/, '');
    return path === prefix || path.startsWith(`${prefix}/`);
  });
  const longest = fitting.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : brandPaths[longest];
}
