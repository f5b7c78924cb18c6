/**
 * How often a property is tried: a usual number, times `RAPPORT_TEST_RUNS`. A run before a release may ask for twenty times as
 * many; what fails names its seed.
 */
export function propertyRuns(usual: number): number {
  return usual * Number(process.env.RAPPORT_TEST_RUNS ?? 1);
}

/**
 * The seed that properties draw their cases from: the same one in every run, so that what passed for one change fails for
 * another because of the change; or `RAPPORT_TEST_SEED`, a whole number of 32 bits. Undefined where that is `random`: each
 * property then draws a seed of its own, and names it where it fails.
 */
export function propertySeed(given = process.env.RAPPORT_TEST_SEED): number | undefined {
  if (given === undefined || given === '') return statedSeed;
  if (given === 'random') return undefined;
  const seed = /^-?\d+$/.test(given) ? Number(given) : Number.NaN;
  if (seed === (seed | 0)) return seed;
  throw new Error(
    `RAPPORT_TEST_SEED is "${given}". Give a whole number of 32 bits, as a failing property names it, or "random".`,
  );
}

const statedSeed = 20_261_122;
