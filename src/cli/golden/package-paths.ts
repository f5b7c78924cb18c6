import { resolve } from 'node:path';
import { platformDirectory } from '../../shared/platform';

/** What partners may import, with its compiled declarations. */
export const packagePaths = [
  { path: 'rapport/sdk', entry: resolve(platformDirectory, 'dist/src/sdk/index.d.ts') },
  { path: 'rapport/testing', entry: resolve(platformDirectory, 'dist/src/testing/kit.d.ts') },
] as const;
