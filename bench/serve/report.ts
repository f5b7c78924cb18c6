import type { CalmRounds } from '../calm-rounds';
import { median, table } from '../report';
import type { Target } from './target';

/** One measurement; times in milliseconds. */
export interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** CPU milliseconds per request. */
  readonly app: number;
  readonly database: number;
}

/** By {@link rowKey}. */
export type Results<Each> = ReadonlyMap<string, Each>;

export const rowKey = ({ name }: Pick<Target, 'name'>, connections: number): string => `${name} ${connections}`;

interface Printed {
  readonly connections: readonly number[];
  readonly calm: CalmRounds;
}

/** A row for each target and number of connections: medians of the rounds; ratios are medians of the rounds' ratios to the first target. */
export function report(
  targets: readonly Target[],
  { connections, calm }: Printed,
  results: Results<readonly Measured[]>,
): void {
  const head = [
    ...['target', 'connections', 'req/s', 'of LIMIT', 'p50 ms', 'p90 ms', 'p99 ms', 'p99 of LIMIT'],
    ...['app CPU ms', 'PG CPU ms', ...calm.head, 'req/s by round', 'p99 of LIMIT by round'],
  ];
  const rows = connections.flatMap((count) => {
    const of = (target: Target): readonly Measured[] => results.get(rowKey(target, count)) ?? [];
    const reference = of(targets[0] as Target);
    return targets.map((target) => [
      target.name,
      String(count),
      ...figures(of(target), reference, calm.cell(rowKey(target, count))),
    ]);
  });
  table([head, ...rows]);
}

function figures(
  own: readonly Measured[],
  reference: readonly Measured[],
  taken: readonly string[],
): readonly string[] {
  const of = (figure: keyof Measured, digits: number): string => median(own.map((run) => run[figure])).toFixed(digits);
  const ratios = (figure: keyof Measured): readonly number[] =>
    own.map((run, round) => run[figure] / (reference[round]?.[figure] ?? Number.NaN));
  const p99s = ratios('p99');
  return [
    ...[of('perSecond', 0), median(ratios('perSecond')).toFixed(2)],
    ...[of('p50', 1), of('p90', 1), of('p99', 1), median(p99s).toFixed(2)],
    ...[of('app', 2), of('database', 2), ...taken],
    own.map(({ perSecond }) => Math.round(perSecond)).join(' '),
    p99s.map((ratio) => ratio.toFixed(2)).join(' '),
  ];
}
