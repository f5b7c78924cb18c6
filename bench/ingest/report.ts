import type { CalmRounds } from '../calm-rounds';
import { median, table } from '../report';
import { batchSize } from './batches';
import { type Measured, timedBatches, type Used } from './measure';

export interface Run {
  readonly platform: Measured;
  readonly limit: Measured;
}

const rateOf = ({ seconds }: Measured): number => (timedBatches * batchSize) / seconds;
const sumOf = ({ app, database }: Used): number => app + database;
/** The background's work, charged to the platform alone: the reference leaves the same work undone. */
const withBackground = ({ platform }: Run): number => sumOf(platform) + sumOf(platform.afterwards);

/** Medians of the rounds, by number of connections. */
export function report(runs: ReadonlyMap<number, readonly Run[]>, calm: CalmRounds): void {
  table([
    [
      'connections',
      ...['items/s', 'one statement', 'ratio'],
      ...['CPU ms app + PG', 'one statement', 'ratio'],
      ...['background afterwards, app + PG', 'ratio of CPU with it', 's until done', 'values computed meanwhile'],
      ...calm.head,
      'rounds',
    ],
    ...[...runs].map(([connections, all]) => [
      String(connections),
      ...row(all),
      ...calm.cell(String(connections)),
      all.map(({ platform, limit }) => `${rateOf(platform).toFixed(0)}/${rateOf(limit).toFixed(0)}`).join(' '),
    ]),
  ]);
  calm.tell();
}

function row(all: readonly Run[]): readonly string[] {
  const of = (figure: (run: Run) => number, digits = 0): string => median(all.map(figure)).toFixed(digits);
  const used = (part: (run: Run) => Used): string =>
    `${of((run) => part(run).app)} + ${of((run) => part(run).database)}`;
  return [
    of(({ platform }) => rateOf(platform)),
    of(({ limit }) => rateOf(limit)),
    of(({ platform, limit }) => limit.seconds / platform.seconds, 2),
    used(({ platform }) => platform),
    used(({ limit }) => limit),
    of(({ platform, limit }) => sumOf(limit) / sumOf(platform), 2),
    used(({ platform }) => platform.afterwards),
    of((run) => sumOf(run.limit) / withBackground(run), 2),
    of(({ platform }) => platform.afterwards.seconds, 1),
    of(({ platform }) => platform.computedMeanwhile),
  ];
}
