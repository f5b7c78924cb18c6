import { faultOf, type PluginCheck } from './contributor';

/** Whether jobs that run by the clock say when. */
export const checkJobs: PluginCheck = (plugin) =>
  (plugin.contributions.jobs ?? []).flatMap(({ id, schedule }) => {
    if (schedule === undefined || isCron(schedule)) return [];
    const message = `The schedule "${schedule}" of the job "${id}" is not a cron expression. Write minute, hour, day, month and weekday in UTC, such as 0 3 * * *.`;
    return [faultOf(plugin, 'JOB_SCHEDULE_INVALID', id, message)];
  });

/** Lowest and highest value of each field. */
const ranges = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;

function isCron(schedule: string): boolean {
  const fields = schedule.trim().split(/\s+/);
  return (
    fields.length === ranges.length &&
    ranges.every(([lowest, highest], position) =>
      (fields[position] ?? '').split(',').every((term) => isTerm(term, lowest, highest)),
    )
  );
}

/** Forms that the job runner knows: a star, a number, a range; star and range also with a step. */
function isTerm(term: string, lowest: number, highest: number): boolean {
  const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(term);
  if (match === null) return false;
  const [, from, to, step] = match;
  const first = from === undefined ? lowest : Number(from);
  const last = to === undefined ? first : Number(to);
  return first >= lowest && first <= last && last <= highest && (step === undefined || Number(step) > 0);
}
