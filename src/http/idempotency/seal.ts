import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

/** A request that is to be done once. */
export interface KeyedRequest {
  /** Whose key it is: the same key of another caller is another key. */
  readonly caller: string;
  readonly key: string;
  /** Everything that makes it this request, as text. */
  readonly request: string;
}

/**
 * What a key is turned into. The key itself is not kept: whoever has the table can neither read an answer nor tell what
 * was asked, and whoever asks again brings the key along.
 */
export interface Seal {
  readonly keyDigest: Buffer;
  readonly requestDigest: Buffer;
  /** For an advisory lock: a signed 64-bit number. */
  readonly lock: string;
  close(answer: string): Promise<Buffer>;
  open(sealed: Buffer): Promise<string>;
}

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

export function sealOf({ caller, key, request }: KeyedRequest): Seal {
  const keyDigest = hash('sha256', JSON.stringify(['idempotency', caller, key]), 'buffer');
  const secret = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, caller, `rapport ${use}`, 32));
  return {
    keyDigest,
    requestDigest: createHmac('sha256', secret('request')).update(request).digest(),
    lock: keyDigest.readBigInt64BE(0).toString(),
    close: async (answer) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv(algorithm, secret('answer'), nonce);
      const text = await deflate(answer);
      return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
    },
    open: async (sealed) => {
      const decipher = createDecipheriv(algorithm, secret('answer'), sealed.subarray(0, nonceBytes));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      const text = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
      return (await inflate(text)).toString('utf8');
    },
  };
}
