import type { CalmRounds } from '../calm-rounds';
import { cpuMilliseconds } from './cpu';
import { type Measured, type Results, report, rowKey } from './report';
import type { LoadTool, Target } from './target';

export interface Plan {
  readonly rounds: number;
  readonly seconds: number;
  readonly connections: readonly number[];
  readonly load: LoadTool;
  readonly calm: CalmRounds;
  /** The process that started all others of PostgreSQL. */
  readonly databasePid: number;
}

/** Loads the targets in turn, round by round, and prints medians; ratios are against the first target. */
export async function measure(targets: readonly Target[], plan: Plan): Promise<void> {
  for (const target of targets) await plan.load(target, { connections: 4, seconds: 2 });
  const results = new Map<string, Measured[]>();
  for (let round = 0; round < plan.rounds; round += 1) {
    // Nobody is always the first, who meets a machine that has rested.
    const inTurn = round % 2 === 0 ? targets : targets.toReversed();
    for (const connections of plan.connections) {
      for (const [key, measured] of await plan.calm.round(() => measureAll(inTurn, connections, plan))) {
        results.set(key, [...(results.get(key) ?? []), measured]);
      }
    }
  }
  report(targets, plan, results);
  plan.calm.tell();
}

async function measureAll(targets: readonly Target[], connections: number, plan: Plan): Promise<Results<Measured>> {
  const all = new Map<string, Measured>();
  for (const target of targets) {
    const key = rowKey(target, connections);
    all.set(key, await plan.calm.during(key, () => measureOnce(target, connections, plan)));
  }
  return all;
}

async function measureOnce(target: Target, connections: number, plan: Plan): Promise<Measured> {
  const used = () => [cpuMilliseconds(target.pid), cpuMilliseconds(plan.databasePid, 'descendants')] as const;
  const before = used();
  const { requests, seconds, p50, p90, p99 } = await plan.load(target, { connections, seconds: plan.seconds });
  const after = used();
  return {
    ...{ perSecond: requests / seconds, p50, p90, p99 },
    app: (after[0] - before[0]) / requests,
    database: (after[1] - before[1]) / requests,
  };
}
