import { createHash } from 'node:crypto';

/** Seconds of log time whose lines are remembered: logs are out of order by less than this. */
const rememberedSeconds = 600;

/**
 * Gives each line a key that is the same whenever the line is read: digest and, since two equal requests may fall into one second,
 * a number counting equal lines. Memory: the lines of the last ten minutes of the log.
 */
export function lineKeys(): (line: string, time: string) => string {
  const bySecond = new Map<string, Map<string, number>>();
  return (line, time) => {
    const digest = createHash('sha256').update(line).digest('hex').slice(0, 40);
    const counts = bySecond.get(time) ?? new Map<string, number>();
    bySecond.set(time, counts);
    const occurrence = (counts.get(digest) ?? 0) + 1;
    counts.set(digest, occurrence);
    const [oldest] = bySecond.keys();
    if (bySecond.size > rememberedSeconds && oldest !== undefined) bySecond.delete(oldest);
    return `${digest}#${occurrence}`;
  };
}
