import type { Principal, Reach, Reader } from '../sdk';
import type { Claims } from './claims';
import { askDirectory, type DirectoryAnswer } from './directory.store';

const everything = '*';

/**
 * The principal behind credentials: codes become ids, territories bring their parts, and what the credentials do not say
 * the directory does. One statement.
 */
export async function resolvePrincipal(reader: Reader, claims: Claims, now: Date): Promise<Principal> {
  const answer = await askDirectory(reader, {
    subject: claims.subject,
    territories: named(claims.territories),
    brands: named(claims.brands),
    day: now.toISOString().slice(0, 10),
  });
  return Object.freeze({
    subject: claims.subject,
    name: claims.name,
    roles: Object.freeze([...(claims.roles ?? answer.roles ?? [])]),
    reach: Object.freeze(reachOf(claims, answer)),
    ...(claims.plugin !== undefined && { plugin: claims.plugin }),
    ...(claims.sources !== undefined && { sources: Object.freeze([...claims.sources]) }),
    ...(claims.expiresAt !== undefined && { expiresAt: claims.expiresAt }),
  });
}

function reachOf(claims: Claims, answer: DirectoryAnswer): Reach {
  const territories = isEverything(claims.territories)
    ? null
    : claims.territories !== undefined || answer.is_member
      ? answer.territories
      : undefined;
  const listed = claims.countries ?? answer.countries ?? undefined;
  const countries = isEverything(listed) ? null : listed;
  const allBrands = isEverything(claims.brands) || (claims.brands === undefined && answer.all_brands === true);
  const brands = allBrands ? null : (answer.brands ?? undefined);
  return {
    ...(territories !== undefined && { territories }),
    ...(countries !== undefined && { countries }),
    ...(brands !== undefined && { brands }),
  };
}

const isEverything = (codes: readonly string[] | undefined): boolean => codes?.includes(everything) ?? false;

/** Null where nothing is named, and where everything is. */
function named(codes: readonly string[] | undefined): readonly string[] | null {
  return codes === undefined || isEverything(codes) ? null : codes;
}
