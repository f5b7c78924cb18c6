/** A kind of line in the log, and how often it was written by this process. */
export interface Incident {
  readonly level: string;
  /** The constant text; what differs from line to line stands in fields beside it. */
  readonly what: string;
  readonly count: number;
}

/** More kinds are not told apart: whoever writes data into texts must not make figures without end. */
const mostKinds = 200;
const counts = new Map<string, Incident>();

/** Notes that something went wrong that only the log tells. */
export function noteIncident(level: string, text: string): void {
  const known = counts.has(`${level} ${text}`) || counts.size < mostKinds;
  const what = known ? text : 'other';
  const key = `${level} ${what}`;
  counts.set(key, { level, what, count: (counts.get(key)?.count ?? 0) + 1 });
}

export function incidents(): readonly Incident[] {
  return [...counts.values()];
}
