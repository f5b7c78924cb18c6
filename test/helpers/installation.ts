import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { must, type PartnerPlace } from './packed-platform';

/** A folder beside a partner's, in which plugins are installed from tarballs and the packed platform runs. */
export interface Installation {
  /** The platform's program. */
  readonly mainFile: string;
  /** Packs the packages in folders and installs the tarballs, all at once; answers where they lie then. */
  install(...packageFolders: readonly string[]): Promise<readonly string[]>;
}

export function installation({ folder }: PartnerPlace): Installation {
  const place = join(folder, '../installation');
  const platform = join(folder, 'node_modules/rapport');
  mkdirSync(place);
  writeFileSync(join(place, 'package.json'), '{"name":"installation","version":"1.0.0","private":true}');
  return {
    mainFile: join(platform, 'dist/src/main.js'),
    install: async (...packageFolders) => {
      const packed = join(place, 'packed');
      mkdirSync(packed);
      const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', packed];
      const made = JSON.parse(await must('npm', [...pack, ...packageFolders], place)) as readonly Packed[];
      // The peer is the platform, which is there already.
      const flags = ['--offline', '--legacy-peer-deps', '--no-audit', '--no-fund', '--prefix', place];
      await must('npm', ['install', ...flags, ...made.map(({ filename }) => join(packed, filename))], place);
      symlinkSync(platform, join(place, 'node_modules/rapport'), 'dir');
      return made.map(({ name }) => join(place, 'node_modules', name));
    },
  };
}

/** What `npm pack --json` tells of a package. */
interface Packed {
  readonly name: string;
  readonly filename: string;
}
