import type { Plugin } from '../../sdk';
import { type BootReport, describeBoot } from './boot-report';
import { standingsOf } from './standing';

/** The report of plugins that were given ready made and have no faults. */
export function reportOfSound(plugins: readonly Plugin[]): BootReport {
  const loaded = plugins.map((plugin) => ({
    ...{ plugin, manifest: plugin.manifest, use: plugin.manifest.id, file: null },
    ...({ policy: 'required', standing: 'enabled', faults: [], times: [] } as const),
  }));
  return describeBoot(standingsOf(loaded), { plugins });
}
