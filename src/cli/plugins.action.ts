import { readConfig } from '../config';
import { bootReportText } from '../kernel';
import { checkedBoot } from './plugins/checked-boot';
import type { PluginsOptions } from './plugins.command';

/** Prints the report; the exit code is 1 when a plugin is left out. */
export async function showPlugins({ json }: PluginsOptions): Promise<void> {
  const { report } = await checkedBoot(readConfig().plugins);
  process.stdout.write(json === true ? `${JSON.stringify(report, null, 2)}\n` : bootReportText(report));
  if (report.some(({ state }) => state === 'left out')) process.exitCode = 1;
}
