import { sizeOf } from '../isolation';

type Log = (message: string, figures?: object) => void;

/** One run of a plugin's job may say so many lines of so many characters; figures that are larger are left out. */
const [mostLines, longestLine, largestFigures] = [100, 1_000, 10_000];

export interface BoundedLog {
  readonly log: Log;
  /** Says how much was not written. */
  end(): void;
}

/** A plugin that says too much says the rest to nobody: the log is everybody's. */
export function boundedLog(write: Log): BoundedLog {
  let lines = 0;
  return {
    log: (message, figures) => {
      lines += 1;
      if (lines <= mostLines) write(String(message).slice(0, longestLine), fitting(figures));
    },
    end: () => {
      if (lines > mostLines) write('A job said more than is written', { unsaid: lines - mostLines });
    },
  };
}

/** Copied, as they are written by others: what throws when it is read throws here, within the run of the job. */
function fitting(figures: object | undefined): object {
  if (figures === undefined) return {};
  if (sizeOf(figures, largestFigures) > largestFigures) return { figures: 'too many' };
  return JSON.parse(JSON.stringify(figures)) as object;
}
