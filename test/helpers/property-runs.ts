/**
 * How often a property is tried: a usual number, times `RAPPORT_TEST_RUNS`. A run before a release may ask for twenty times as
 * many; what fails names its seed.
 */
export function propertyRuns(usual: number): number {
  return usual * Number(process.env.RAPPORT_TEST_RUNS ?? 1);
}
