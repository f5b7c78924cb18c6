/**
 * What is answered in time when four times as much is asked as can be answered: `npm run bench -- overload --rounds 3`.
 * The target is 0.8 of what is answered when just enough is asked.
 */
import { parseArgs } from 'node:util';
import { CalmRounds, readRetries, retriesOption } from './calm-rounds';
import { openPopulation } from './population/keep';
import { median, table } from './report';
import { cpuMilliseconds, postmaster } from './serve/cpu';
import { closedLoop, openLoop } from './serve/open-loop';
import { startPlatform } from './serve/processes';
import { operationOf, postRequest, questionsOf } from './serve/questions';
import type { Target } from './serve/target';

/** As many as run at the same time, so that nobody is sent away. */
const enough = 32;
/** Four times as many as may run and wait. */
const tooMany = 4 * (32 + 256);

interface Load {
  readonly seconds: number;
  /** Requests a second; absent: as many at a time as run at the same time. */
  readonly perSecond?: number;
}

interface Measured {
  readonly good: number;
  readonly refused: number;
  /** Of good answers, milliseconds. */
  readonly p99: number;
  /** CPU milliseconds of server and database for each good answer, refusals included. */
  readonly cpu: number;
}

export async function benchOverload(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customers: { type: 'string', default: '1000' },
      interactions: { type: 'string', default: '10000' },
      rounds: { type: 'string', default: '3' },
      retries: retriesOption,
      seconds: { type: 'string', default: '10' },
    },
  });
  const size = { customers: Number(values.customers), interactions: Number(values.interactions), seed: 1 };
  const population = await openPopulation(size, console.log);
  try {
    const platform = await startPlatform({ node: process.execPath, databaseUrl: population.url });
    try {
      const questions = await questionsOf('view', population.url, 200);
      const target = { name: 'platform', ...platform, requests: questions.map(postRequest(operationOf('view'))) };
      const databasePid = postmaster(population.folder);
      const ask = (load: Load): Promise<Measured> => measure(target, databasePid, load);
      const calm = new CalmRounds(readRetries(values.retries));
      await compare(ask, { rounds: Number(values.rounds), seconds: Number(values.seconds), calm });
    } finally {
      await platform.stop();
    }
  } finally {
    await population.close();
  }
}

interface Rounds {
  readonly rounds: number;
  readonly seconds: number;
  readonly calm: CalmRounds;
}

async function compare(ask: (load: Load) => Promise<Measured>, { rounds, seconds, calm }: Rounds): Promise<void> {
  await ask({ seconds: 3 });
  const rows: string[][] = [];
  const ratios: number[] = [];
  const byCpu: number[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const [enoughRow, overRow] = [`${round} enough`, `${round} four times`];
    const { full, over } = await calm.round(async () => {
      const full = await calm.during(enoughRow, () => ask({ seconds }));
      const perSecond = Math.round(4 * full.good);
      return { full, over: await calm.during(overRow, () => ask({ seconds, perSecond })) };
    });
    ratios.push(over.good / full.good);
    byCpu.push(full.cpu / over.cpu);
    rows.push([String(round), 'enough', ...figures(full), '', '', ...calm.cell(enoughRow)]);
    const lastOf = [ratios, byCpu].map((all) => (all.at(-1) ?? 0).toFixed(2));
    rows.push([String(round), 'four times', ...figures(over), ...lastOf, ...calm.cell(overRow)]);
  }
  table([
    ['round', 'asked', 'good/s', 'refused/s', 'p99 ms', 'CPU ms', 'of saturation', 'by CPU', ...calm.head],
    ...rows,
  ]);
  console.log(`Median of good answers: ${median(ratios).toFixed(2)} of saturation, by CPU ${median(byCpu).toFixed(2)}`);
  calm.tell();
}

const figures = ({ good, refused, p99, cpu }: Measured): readonly string[] => [
  ...[good, refused, p99].map((figure) => String(Math.round(figure))),
  cpu.toFixed(2),
];

/** @throws Error when anything else is answered than 200, and 503 that says when to come back */
async function measure(target: Target, databasePid: number, { seconds, perSecond }: Load): Promise<Measured> {
  const used = (): number => cpuMilliseconds(target.pid) + cpuMilliseconds(databasePid, 'descendants');
  const asking = { ...target, seconds, used };
  const {
    statuses,
    latencies,
    withoutRetryAfter,
    used: cpu,
  } = perSecond === undefined ? await closedLoop(asking, enough) : await openLoop(asking, perSecond, tooMany);
  const others = [...statuses].filter(([status]) => status !== 200 && status !== 503);
  if (others.length > 0 || withoutRetryAfter > 0) {
    throw new Error(`Answers by status: ${JSON.stringify(others)}; without Retry-After: ${withoutRetryAfter}`);
  }
  const good = statuses.get(200) ?? 0;
  return {
    good: good / seconds,
    refused: (statuses.get(503) ?? 0) / seconds,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
    cpu: cpu / good,
  };
}
