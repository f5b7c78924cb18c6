import { Presets, SingleBar } from 'cli-progress';

/** Where progress is shown: a terminal gets a bar, anything else a line now and then. */
export type ProgressOutput = NodeJS.WriteStream;

export interface Progress {
  /** `share` of the file that has been read, 0 to 1; `items` stored by this process. */
  update(share: number, items: number): void;
  stop(): void;
}

const secondsBetweenLines = 5;

export function showProgress(output: ProgressOutput, label: string): Progress {
  return output.isTTY ? showBar(output, label) : showLines(output, label);
}

function showBar(output: ProgressOutput, label: string): Progress {
  const started = performance.now();
  const bar = new SingleBar(
    {
      stream: output,
      format: `${label} {bar} {percentage}% | {items} items | {rate}/s | {left} left`,
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  bar.start(1000, 0, figures(0, 0, started));
  return {
    update: (share, items) => bar.update(Math.round(share * 1000), figures(share, items, started)),
    stop: () => bar.stop(),
  };
}

function showLines(output: ProgressOutput, label: string): Progress {
  const started = performance.now();
  let next = started + secondsBetweenLines * 1000;
  return {
    update: (share, items) => {
      if (performance.now() < next) return;
      next = performance.now() + secondsBetweenLines * 1000;
      const { rate, left } = figures(share, items, started);
      output.write(`${label}: ${Math.round(share * 100)} %, ${items} items, ${rate}/s, ${left} left\n`);
    },
    stop: () => undefined,
  };
}

function figures(share: number, items: number, started: number) {
  const seconds = (performance.now() - started) / 1000;
  const left = share > 0 ? (seconds / share) * (1 - share) : Number.NaN;
  return { items, rate: seconds > 0 ? Math.round(items / seconds) : 0, left: duration(left) };
}

function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
