import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../architecture/source-files';
import { packedTarball } from './packed-tarball';
import { must } from './run';

export { must };

/** A partner's folder outside the project, with the platform as its package brings it. */
export interface PartnerPlace {
  /** Empty but for `node_modules`, which finds the platform and whatever it and its tests depend on. */
  readonly folder: string;
  remove(): void;
}

/**
 * Packs the platform as `npm publish` would and unpacks it where npm would install it. What it depends on is that of the
 * project, so that no registry need be reached.
 */
export async function partnerPlace(): Promise<PartnerPlace> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'rapport-partner-')));
  // Run by root, an embedded server belongs to another user, who must be able to pass through the folder.
  chmodSync(root, 0o755);
  const remove = (): void => rmSync(root, { recursive: true, force: true });
  try {
    const modules = join(root, 'partner/node_modules');
    const target = join(modules, 'rapport');
    mkdirSync(target, { recursive: true });
    await must('tar', ['-xzf', await packedTarball(), '-C', target, '--strip-components=1'], root);
    // Found after `partner/node_modules`, where the packed platform hides the one of the project.
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'dir');
    mkdirSync(join(modules, '.bin'));
    symlinkSync('../rapport/dist/src/cli/rapport.js', join(modules, '.bin/rapport'));
    return { folder: join(root, 'partner'), remove };
  } catch (error) {
    remove();
    throw error;
  }
}
