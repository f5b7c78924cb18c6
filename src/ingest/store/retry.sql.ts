/** What a plugin failed on so often is a dead letter: people decide about it. */
export const mostFailures = 10;

/** When something is tried again that has failed so many times: after 30 seconds, doubled each time, at most an hour. */
export function retryAfter(at: string, failures: string): string {
  return `${at} + least(interval '30 seconds' * power(2, (${failures}) - 1), interval '1 hour')`;
}

/** Codes of what was not even tried: the plugin is left alone, or does not run. */
const untried = `'PLUGIN_UNAVAILABLE', 'PLUGIN_NOT_RUNNING'`;

/** Whether a plugin had its try, by the code of what came of it. */
export function wasTried(code: string): string {
  return `${code} not in (${untried})`;
}

/** Whether a row waits because its plugin had its try and failed. */
export function isFailure(row: string): string {
  return `${row}.plugin is not null and ${wasTried(`${row}.code`)}`;
}

/** Fragments of SQL: failures before, whether it waits for a plugin, whether this is one more failure, and the instant. */
interface Failing {
  readonly failures: string;
  readonly waits: string;
  readonly counts: string;
  readonly at: string;
}

/**
 * The columns of a row on which a plugin has failed again. That it was left alone is no failure: what was not tried cannot
 * be given up.
 */
export function failedAgain({ failures, waits, counts, at }: Failing): string {
  const now = `((${failures}) + (${counts})::integer)`;
  return `failures = ${now},
      retry_at = case when ${waits} then ${retryAfter(at, `greatest(1, ${now})`)} end,
      dead_at = case when ${waits} and ${now} >= ${mostFailures} then ${at} end`;
}
