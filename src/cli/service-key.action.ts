import { mintKey } from '../auth/service-keys';
import type { ServiceKeyOptions } from './service-key.command';

/** The key goes to standard error, its entry to standard output, so that the one can be kept without the other. */
export function printKey(id: string, { role, name = id, plugin }: ServiceKeyOptions): void {
  const { key, sha256 } = mintKey();
  process.stderr.write(`Key, shown this once: ${key}\n`);
  const entry = { id, name, sha256, roles: [role], ...(plugin !== undefined && { plugin }) };
  process.stdout.write(`${JSON.stringify(entry, null, 2)}\n`);
}
