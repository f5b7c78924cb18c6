import { inOrder } from '../in-order';
import type { PrivacyKeys } from '../keys/privacy-keys';
import type { Area } from './subject-tables.sql';
import type { Counts } from './sweep.store';

/** What one contributor removed, signed. It names tables and counts, never the person. */
export interface Receipt {
  readonly contributor: string;
  /** The exact text that is signed: JSON of {@link ReceiptDocument} with its keys in order. */
  readonly document: string;
  /** Ed25519, base64url. */
  readonly signature: string;
  readonly keyId: string;
}

export interface ReceiptDocument {
  readonly erasure: string;
  readonly contributor: string;
  readonly version: string;
  readonly erasedAt: string;
  /** Rows that went, by table. */
  readonly removed: Counts;
  readonly heldAreas: readonly Area[];
}

export function signReceipt(keys: PrivacyKeys, content: ReceiptDocument): Receipt {
  const document = JSON.stringify(inOrder(content));
  return { contributor: content.contributor, document, signature: keys.sign(document), keyId: keys.keyId };
}

/** `unknown key`: signed by another key than the present one. */
export function checkReceipt(keys: PrivacyKeys, receipt: Receipt): 'valid' | 'changed' | 'unknown key' {
  if (receipt.keyId !== keys.keyId) return 'unknown key';
  return keys.verify(receipt.document, receipt.signature) ? 'valid' : 'changed';
}
