import type { DatabaseServer } from './database-server';

/** Jest: stops what the global set-up started. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as { readonly rapportTestServer?: DatabaseServer }).rapportTestServer?.stop();
}
