/**
 * What more plugins cost: `npm run bench -- plugins --customers 200 --requests 200 --rounds 5`. Two platforms, with the four
 * channels in this repository and with six generated ones beside them: how long a start takes, and the 95th percentile of a
 * view that asks for the four alone, and for all.
 */
import { parseArgs } from 'node:util';
import { type TestApp, testApp } from '../src/testing/kit';
import { generatedFields, generatedPlugins } from '../test/helpers/generated-plugins';
import { CalmRounds, readRetries, retriesOption } from './calm-rounds';
import { median, table, withDatabaseServer } from './report';

const inTree = ['rep', 'email', 'web', 'conference'].map((name) => ({ use: `rapport-plugin-${name}` }));
const own = 'rep { visitsHeld } email { sent } web { pageViews } conference { eventsAttended }';
const view = (more = ''): string => `{ customers(first: 25) { nodes { id displayName ${own} ${more}
  timeline(first: 5) { nodes { id type occurredAt } } relationshipValue { value } } } }`;
const declared = generatedFields.read.join(' ');

export async function benchPlugins(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customers: { type: 'string', default: '200' },
      requests: { type: 'string', default: '200' },
      rounds: { type: 'string', default: '5' },
      retries: retriesOption,
    },
  });
  const calm = new CalmRounds(readRetries(values.retries));
  await withDatabaseServer(async () => {
    // The first start of a process compiles everything; neither side is to pay for it.
    await (await testApp({ plugins: inTree })).close();
    const four = await start(inTree, Number(values.customers));
    const ten = await start([...inTree, ...generatedPlugins.map((use) => ({ use }))], Number(values.customers));
    try {
      await compare({ four, ten }, { requests: Number(values.requests), rounds: Number(values.rounds), calm });
    } finally {
      await four.app.close();
      await ten.app.close();
    }
  });
}

interface Started {
  readonly app: TestApp;
  /** Milliseconds; migrations of a fresh database are part of it. */
  readonly boot: number;
}

async function start(plugins: Parameters<typeof testApp>[0]['plugins'], customers: number): Promise<Started> {
  const begun = performance.now();
  const app = await testApp({ plugins });
  const boot = performance.now() - begun;
  await app.take(
    Array.from({ length: customers }, (_, index) => ({
      ...({ kind: 'customer', source: 'bench', sourceKey: `c${index}`, customerKind: 'professional' } as const),
      identifiers: [{ system: 'bench', value: `c${index}` }],
      name: { family: `Family ${index}` },
    })),
  );
  return { app, boot };
}

type Sides = Readonly<Record<'four' | 'ten', Started>>;

interface Rounds {
  readonly requests: number;
  readonly rounds: number;
  readonly calm: CalmRounds;
}

async function compare({ four, ten }: Sides, { requests, rounds, calm }: Rounds): Promise<void> {
  const asked = [
    ['four plugins', four, view()],
    ['ten plugins, the same view', ten, view()],
    ['ten plugins, four declared fields more', ten, view(declared)],
    ['ten plugins, and two loading ones', ten, view(`${declared} ${generatedFields.loaded.join(' ')}`)],
  ] as const;
  const times = asked.map((): number[] => []);
  const askAll = async (): Promise<readonly number[]> => {
    const all: number[] = [];
    for (const [name, { app }, query] of asked) {
      all.push(await calm.during(name, () => percentile(app, query, requests)));
    }
    return all;
  };
  // Warms all up.
  await askAll();
  for (let round = 1; round <= rounds; round += 1) {
    for (const [index, p95] of (await calm.round(askAll)).entries()) times[index]?.push(p95);
  }
  const base = times[0] ?? [];
  table([
    ['view', 'statements', 'p95 ms', 'of four plugins', 'start ms', ...calm.head],
    ...(await Promise.all(
      asked.map(async ([name, { app, boot }, query], index) => {
        const own = times[index] ?? [];
        const ratio = median(own.map((time, round) => time / (base[round] ?? Number.NaN)));
        const { statements } = await app.query(query);
        const figures = [median(own).toFixed(1), ratio.toFixed(2), boot.toFixed(0)];
        return [name, String(statements), ...figures, ...calm.cell(name)];
      }),
    )),
  ]);
  calm.tell();
}

async function percentile(app: TestApp, query: string, requests: number): Promise<number> {
  const times: number[] = [];
  for (let request = 0; request < requests; request += 1) {
    const begun = performance.now();
    const { errors } = await app.query(query);
    if (errors[0] !== undefined) throw new Error(errors[0].message);
    times.push(performance.now() - begun);
  }
  return times.sort((one, other) => one - other)[Math.floor(requests * 0.95)] ?? Number.NaN;
}
