import { median, table } from '../report';
import { cpuMilliseconds } from './cpu';
import type { LoadTool, Target } from './target';

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU milliseconds per request. */
  readonly app: number;
  readonly database: number;
}

export interface Plan {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
  readonly load: LoadTool;
  /** The process that started all others of PostgreSQL. */
  readonly databasePid: number;
}

/** Loads the targets in turn, round by round, and prints medians; ratios are against the first target. */
export async function measure(targets: readonly Target[], plan: Plan): Promise<void> {
  for (const target of targets) await plan.load(target, { connections: 4, seconds: 2 });
  const results = new Map<string, Measured[]>();
  for (let round = 0; round < plan.rounds; round += 1) {
    for (const connections of plan.connections) {
      // Nobody is always the first, who meets a machine that has rested.
      for (const target of round % 2 === 0 ? targets : targets.toReversed()) {
        const key = keyOf(target, connections);
        results.set(key, [...(results.get(key) ?? []), await measureOnce(target, connections, plan)]);
      }
    }
  }
  report(targets, plan, results);
}

const keyOf = ({ name }: Target, connections: number): string => `${name} ${connections}`;

async function measureOnce(target: Target, connections: number, plan: Plan): Promise<Measured> {
  const before = [cpuMilliseconds(target.pid), cpuMilliseconds(plan.databasePid, 'descendants')] as const;
  const { requests, seconds, p50, p99 } = await plan.load(target, { connections, seconds: plan.seconds });
  const after = [cpuMilliseconds(target.pid), cpuMilliseconds(plan.databasePid, 'descendants')] as const;
  return {
    perSecond: requests / seconds,
    p50,
    p99,
    app: (after[0] - before[0]) / requests,
    database: (after[1] - before[1]) / requests,
  };
}

function report(targets: readonly Target[], plan: Plan, results: ReadonlyMap<string, readonly Measured[]>): void {
  const rows = plan.connections.flatMap((connections) => {
    const reference = results.get(keyOf(targets[0] as Target, connections)) ?? [];
    return targets.map((target) =>
      row(target.name, connections, results.get(keyOf(target, connections)) ?? [], reference),
    );
  });
  const head = [
    'target',
    'connections',
    'req/s',
    'of LIMIT',
    'p50 ms',
    'p99 ms',
    'p99 of LIMIT',
    'app CPU ms',
    'PG CPU ms',
    'rounds',
  ];
  table([head, ...rows]);
}

function row(
  name: string,
  connections: number,
  own: readonly Measured[],
  reference: readonly Measured[],
): readonly string[] {
  const of = (runs: readonly Measured[], figure: keyof Measured): number => median(runs.map((run) => run[figure]));
  const perRound = own.map(({ perSecond }, round) => perSecond / (reference[round]?.perSecond ?? Number.NaN));
  return [
    name,
    String(connections),
    String(Math.round(of(own, 'perSecond'))),
    median(perRound).toFixed(2),
    of(own, 'p50').toFixed(1),
    of(own, 'p99').toFixed(1),
    (of(own, 'p99') / of(reference, 'p99')).toFixed(2),
    of(own, 'app').toFixed(2),
    of(own, 'database').toFixed(2),
    own.map(({ perSecond }) => Math.round(perSecond)).join(' '),
  ];
}
