import { type Profiler, Session } from 'node:inspector';

/**
 * Runs code and counts its steps: how often each block of JavaScript was entered, as the engine itself counts them. Unlike
 * time, that is the same on every machine. What the engine does in one go, such as sorting or matching, counts as one.
 */
export function countSteps(run: () => unknown): number {
  const session = new Session();
  session.connect();
  try {
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
    run();
    return stepsOf(session);
  } finally {
    session.post('Profiler.stopPreciseCoverage');
    session.disconnect();
  }
}

function stepsOf(session: Session): number {
  let taken: Profiler.TakePreciseCoverageReturnType | undefined;
  // Within one thread the answer is there before the call returns.
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error !== null) throw error;
    taken = answer;
  });
  return (taken?.result ?? [])
    .filter(({ url }) => !url.startsWith('node:'))
    .flatMap(({ functions }) => functions)
    .flatMap(({ ranges }) => ranges)
    .reduce((sum, { count }) => sum + count, 0);
}
