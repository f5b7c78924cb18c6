import type { CustomerKey, ErrorCode } from '../../sdk';
import type { CodeBook, ReferenceKind } from './code-book';
import type { IdentityBook } from './identity-book';

/** Why a sound record cannot be taken yet. */
export interface Waiting {
  readonly code: ErrorCode;
  readonly reason: string;
  /** Keeping what the record says is what is forbidden: it is counted and explained, its content goes. */
  readonly content?: 'withheld';
  /** Id of the plugin whose hook is to be tried again. */
  readonly plugin?: string;
}

export function isWaiting(value: object): value is Waiting {
  return 'code' in value && 'reason' in value;
}

type Wanted = Readonly<Partial<Record<ReferenceKind, string | undefined>>>;
export type ReferenceIds = Readonly<Record<ReferenceKind, number | null>>;

const unknownCodes: Readonly<Record<ReferenceKind, { readonly code: ErrorCode; readonly noun: string }>> = {
  brand: { code: 'BRAND_UNKNOWN', noun: 'brand' },
  teamMember: { code: 'ACTOR_UNKNOWN', noun: 'team member' },
  content: { code: 'CONTENT_UNKNOWN', noun: 'content' },
  territory: { code: 'TERRITORY_UNKNOWN', noun: 'territory' },
};

/** Ids of the codes a record names, null where it names none. */
export function resolveCodes(codes: CodeBook, wanted: Wanted): ReferenceIds | Waiting {
  const ids = { brand: null, teamMember: null, content: null, territory: null } as Record<ReferenceKind, number | null>;
  for (const kind in wanted) {
    const missing = resolveInto(ids, kind as ReferenceKind, wanted[kind as ReferenceKind], codes);
    if (missing !== null) return missing;
  }
  return ids;
}

function resolveInto(
  ids: Record<ReferenceKind, number | null>,
  kind: ReferenceKind,
  code: string | undefined,
  codes: CodeBook,
): Waiting | null {
  if (code === undefined) return null;
  const id = codes.idOf(kind, code);
  if (id !== undefined) {
    ids[kind] = id;
    return null;
  }
  const { code: errorCode, noun } = unknownCodes[kind];
  return { code: errorCode, reason: `No ${noun} has the code "${code}"` };
}

export function resolveCustomer(
  identities: IdentityBook,
  keys: readonly CustomerKey[],
): { readonly customerId: number } | Waiting {
  const identity = identities.resolve(keys);
  return identity.customerId === null ? { code: identity.code, reason: identity.reason } : identity;
}
