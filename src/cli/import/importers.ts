import type { Config } from '../../config';
import { KernelError, loadPlugins } from '../../kernel';
import { ledgerImporters } from '../../ledger';
import type { Importer } from '../../sdk';
import { platformDirectory } from '../../shared/platform';

/** Importers of the core and of the configured plugins. Needs no database. @throws KernelError when a required plugin cannot be loaded */
export async function configuredImporters(configured: Config['plugins']): Promise<readonly Importer[]> {
  const places = { workingDirectory: process.cwd(), platformDirectory };
  const { plugins, loaded } = await loadPlugins(configured, places);
  const faults = loaded.flatMap((each) => (each.policy === 'required' ? each.faults : []));
  if (faults.length > 0) throw new KernelError(faults);
  return [...ledgerImporters, ...plugins.flatMap(({ contributions }) => contributions.importers ?? [])];
}

export function describeImporters(importers: readonly Importer[]): string {
  if (importers.length === 0) return 'No plugin brings an importer.\n';
  const sorted = importers.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return `Importers:\n\n${sorted.map(({ id, title, format }) => `  ${id}\n    ${title}\n    ${format}\n`).join('\n')}`;
}
