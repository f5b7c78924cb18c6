import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';
import { run } from './run';

/** A partner's folder outside the project with the fixture plugin installed from a tarball. */
export interface PartnerFolder {
  /** Path of the installed package, for RAPPORT_PLUGINS. */
  readonly plugin: string;
  remove(): void;
}

const name = 'rapport-plugin-sms';

/** Packs the fixture plugin as its author would publish it and installs the tarball elsewhere. */
export async function installFromTarball(): Promise<PartnerFolder> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-partner-'));
  const author = join(folder, 'author');
  const partner = join(folder, 'partner');
  mkdirSync(partner);
  cpSync(join(projectRoot, 'dist/test/fixtures/out-of-tree', name), author, {
    recursive: true,
    filter: (path) => !path.endsWith('.d.ts'),
  });
  cpSync(join(projectRoot, 'test/fixtures/out-of-tree', name, 'package.json'), join(author, 'package.json'));
  await npm(['pack', '--pack-destination', folder], author);
  // The peer is the platform itself, which a partner has installed already.
  await npm(
    [
      'install',
      '--prefix',
      partner,
      '--legacy-peer-deps',
      '--offline',
      '--no-audit',
      join(folder, `${name}-1.0.0.tgz`),
    ],
    partner,
  );
  symlinkSync(projectRoot, join(partner, 'node_modules', 'rapport'), 'dir');
  return {
    plugin: join(partner, 'node_modules', name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function npm(args: readonly string[], cwd: string): Promise<void> {
  const result = await run('npm', args, { cwd });
  if (result.code !== 0) throw new Error(`npm ${args[0]} failed:\n${result.stdout}${result.stderr}`);
}
