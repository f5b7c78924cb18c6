import type { Removal } from './removal.store';

/** Signs with the key that erasures are signed with, too. */
export interface Signer {
  readonly keyId: string;
  /** Base64url of an Ed25519 signature. */
  sign(document: string): string;
}

/** What proves a removal. It names tables and counts, never a person. */
export interface RemovalReceipt {
  /** The exact text that is signed. */
  readonly document: string;
  readonly signature: string;
  readonly keyId: string;
}

export function signedReceipt(signer: Signer | null, removal: Removal, at: Date): RemovalReceipt | null {
  if (signer === null) return null;
  const { id, plugin, requestedBy, requestedAt, removed } = removal;
  const document = JSON.stringify({
    ...{ removal: id, plugin, requestedBy, requestedAt: requestedAt.toISOString() },
    ...{ finishedAt: at.toISOString(), removed },
  });
  return { document, signature: signer.sign(document), keyId: signer.keyId };
}
