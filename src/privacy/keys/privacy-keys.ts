import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { CustomerKey } from '../../sdk';

/** What an erasure is proved and remembered with; all of it follows from one secret. */
export interface PrivacyKeys {
  /** Names the public key: the first 16 hexadecimal digits of its SHA-256. */
  readonly keyId: string;
  /** PEM, for those who check receipts without the secret. */
  readonly publicKey: string;
  /** Keyed hash of an identifier: the same identifier gives the same mark, a mark gives nothing. */
  mark(key: CustomerKey): Buffer;
  /** The same of a value whose system is not known, as in a line that could not be read. */
  markOfText(value: string): Buffer;
  /** Ed25519, base64url. */
  sign(document: string): string;
  verify(document: string, signature: string): boolean;
}

/** Ed25519 private keys in PKCS #8 are this and 32 bytes. */
const privateKeyHeader = Buffer.from('302e020100300506032b657004220420', 'hex');

export function privacyKeys(secret: string): PrivacyKeys {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'rapport', use, 32));
  const markKey = derive('erasure marks');
  const privateKey = createPrivateKey({
    key: Buffer.concat([privateKeyHeader, derive('erasure receipts')]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicKey: KeyObject = createPublicKey(privateKey);
  const hashed = (text: string): Buffer => createHmac('sha256', markKey).update(text).digest();
  return {
    keyId: createHash('sha256')
      .update(publicKey.export({ format: 'der', type: 'spki' }))
      .digest('hex')
      .slice(0, 16),
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    mark: ({ system, value }) => hashed(`${system}\u0000${value}`),
    markOfText: (value) => hashed(`\u0000${value}`),
    sign: (document) => sign(null, Buffer.from(document), privateKey).toString('base64url'),
    verify: (document, signature) =>
      verify(null, Buffer.from(document), publicKey, Buffer.from(signature, 'base64url')),
  };
}
