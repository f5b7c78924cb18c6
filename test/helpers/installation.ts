import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, type PartnerPlace } from './packed-platform';

/** A folder beside a partner's, in which plugins are installed from tarballs and the packed platform runs. */
export interface Installation {
  /** The platform's program. */
  readonly mainFile: string;
  /** Packs the package in a folder and installs the tarball; answers where it lies then. */
  install(packageFolder: string): Promise<string>;
}

export function installation({ folder }: PartnerPlace): Installation {
  const place = join(folder, '../installation');
  const platform = join(folder, 'node_modules/rapport');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{"name":"installation","version":"1.0.0","private":true}');
  return {
    mainFile: join(platform, 'dist/src/main.js'),
    install: async (packageFolder) => {
      const packed = join(place, 'packed');
      rmSync(packed, { recursive: true, force: true });
      mkdirSync(packed);
      await must('npm', ['pack', '--ignore-scripts', '--pack-destination', packed], packageFolder);
      const [tarball = ''] = readdirSync(packed);
      // The peer is the platform, which is there already.
      const flags = ['--offline', '--legacy-peer-deps', '--no-audit', '--no-fund', '--prefix', place];
      await must('npm', ['install', ...flags, join(packed, tarball)], place);
      const link = join(place, 'node_modules/rapport');
      if (!existsSync(link)) symlinkSync(platform, link, 'dir');
      return join(place, 'node_modules', tarball.replace(/-\d+\.\d+\.\d+\.tgz$/, ''));
    },
  };
}
