import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RapportError, type Reader } from '../../sdk';
import { keyIdsOfMarks } from '../erasure/marks.store';
import { type PrivacyKeys, privacyKeys } from './privacy-keys';

export interface KeySettings {
  /** RAPPORT_PRIVACY_KEY; null: not set. */
  readonly secret: string | null;
  /** In production a secret that one machine made up is worth nothing: null. */
  readonly dataFolder: string | null;
}

/**
 * The keys of the installation; outside production a secret is made up once and kept in the data folder.
 *
 * @throws RapportError CONFIG_INVALID when erased persons are remembered by another key: they would come back unseen
 */
export async function openPrivacyKeys(reader: Reader, settings: KeySettings): Promise<PrivacyKeys | null> {
  const used = await keyIdsOfMarks(reader);
  const secret = settings.secret ?? (settings.dataFolder === null ? null : keptSecret(settings.dataFolder));
  const keys = secret === null ? null : privacyKeys(secret);
  const others = used.filter((id) => id !== keys?.keyId);
  if (others.length === 0) return keys;
  throw new RapportError(
    'CONFIG_INVALID',
    `RAPPORT_PRIVACY_KEY is not the secret that erased persons are remembered by (key ${others.join(', ')}). Without it they would be taken in again.`,
  );
}

/** Readable by its owner only. */
function keptSecret(dataFolder: string): string {
  const file = join(dataFolder, 'privacy.key');
  try {
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
