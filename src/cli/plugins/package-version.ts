import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PluginReport } from '../../kernel';
import type { Finding } from '../../testing/contract/finding';

/** Whether a plugin and the package it comes in go by the same version: an upgrade is of both. */
export function packageVersionFindings({ file, version }: PluginReport): readonly Finding[] {
  const packaged = file === null ? null : versionOfPackage(dirname(file));
  if (packaged === null || version === null || packaged === version) return [];
  return [
    {
      check: 'package-version',
      subject: 'version',
      problem: `definePlugin() is given the version ${version}, and package.json says ${packaged}.`,
      change: 'Raise both together: npm goes by the one, the platform by the other.',
    },
  ];
}

/** Of the nearest package.json that has one; null when there is none. */
function versionOfPackage(folder: string): string | null {
  const file = join(folder, 'package.json');
  const { version } = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly version?: string })
    : { version: undefined };
  if (version !== undefined) return version;
  const above = dirname(folder);
  return above === folder ? null : versionOfPackage(above);
}
