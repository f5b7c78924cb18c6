import type { Principal } from '../sdk';
import { rolesOf } from './rights';

/** Who reports records, as far as it decides which of those that are stored already may be corrected. */
export interface Reporter {
  readonly subject: string;
  /** Whether it answers for all records of a source, whoever reported them. */
  readonly answersFor: (source: string) => boolean;
}

/** Null: everything may be corrected, whoever reported it. */
export function reporterOf(principal: Principal): Reporter | null {
  const sources = sourcesOf(principal);
  if (sources === null) return null;
  return { subject: principal.subject, answersFor: (source) => isAmong(sources, source) };
}

/** Whether credentials that name sources name this one; those that name none may report under any. */
export function mayReport({ sources }: Principal, source: string): boolean {
  return sources === undefined || isAmong(sources, source);
}

/** Null: all of them. */
function sourcesOf(principal: Principal): readonly string[] | null {
  const { sources, plugin } = principal;
  if (sources !== undefined) return sources.includes('*') ? null : sources;
  const roles = rolesOf(principal);
  if (roles.includes('admin')) return null;
  return roles.includes('partner') && plugin !== undefined ? [plugin, `${plugin}:*`] : [];
}

function isAmong(sources: readonly string[], source: string): boolean {
  const name = source.trim();
  return sources.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one));
}
