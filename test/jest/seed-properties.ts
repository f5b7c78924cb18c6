import type { GlobalParameters } from 'fast-check';
import { propertySeed } from '../helpers/property-runs';

/**
 * Jest: gives every property one seed, unless it states its own. fast-check keeps the seed beside its code, so it is told when
 * a test file first loads it: most files have no property, and should not load the library for this.
 */
jest.mock('fast-check', () => {
  const library = jest.requireActual<typeof import('fast-check')>('fast-check');
  const seed = propertySeed();
  const parameters: GlobalParameters = seed === undefined ? {} : { seed };
  library.configureGlobal(parameters);
  return library;
});
