/**
 * What a plugin that does harm costs everybody else: `npm run bench -- isolation --customers 200 --seconds 5 --rounds 5`. Two
 * platforms with the same plugins under the same load, but one of the plugins throws, hangs and floods in one of them. The 95th
 * percentile of the rest may double at most.
 */
import { parseArgs } from 'node:util';
import { createTestDatabase } from '../src/testing';
import { hostilePath } from '../test/helpers/hostile-app';
import { type PlatformProcess, startPlatform } from '../test/helpers/platform-process';
import { CalmRounds, readRetries, retriesOption } from './calm-rounds';
import { median, table, withDatabaseServer } from './report';

/** What is measured: a view that does not ask the plugin, one that does, and the intake of another channel. */
const view = (also: string): string => `{ customers(first: 10) { nodes { displayName ${also} rep { visitsHeld }
  timeline(first: 5) { nodes { id occurredAt } } relationshipValue { value } } } }`;
const visit = (name: string, key: string): string => `mutation { recordInteractions(input: { source: "bench", items: [
  { sourceKey: "${key}", type: "rep.visit_held", customer: { identifiers: [{ system: "bench", value: "${name}" }] },
    occurredAt: "2026-11-01T10:00:00Z", details: { callType: "face_to_face", minutes: 20 } }] }) { waiting } }`;

/** What the plugin is asked for meanwhile, in turns: harm where it does harm, and as many calls where it does not. */
const asked = ['hostileThrows', 'hostileHangs', 'hostileFloods'].map(
  (field) => `{ customers(first: 10) { nodes { ${field} } } }`,
);
const deliveries = ['throw\nx fine', 'flood\nx fine', 'fine\nx throw'];

/** Calls of the plugin per second, and requests of the measurement under way at once. */
const harmPerSecond = 40;
const atOnce = 4;

const works = ['view', 'view that asks the plugin', 'intake of another channel'] as const;
type Work = (typeof works)[number];
type Times = Record<Work, number[]>;

export async function benchIsolation(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      customers: { type: 'string', default: '200' },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '5' },
      retries: retriesOption,
    },
  });
  const [customers, seconds, rounds] = [Number(values.customers), Number(values.seconds), Number(values.rounds)];
  const calm = new CalmRounds(readRetries(values.retries));
  const results: Record<'tame' | 'hostile', Times> = { tame: noTimes(), hostile: noTimes() };
  await withDatabaseServer(async () => {
    const sides = { tame: await open(true, customers), hostile: await open(false, customers) };
    try {
      await takeTurns(sides, results, { customers, seconds, rounds, calm });
    } finally {
      for (const side of Object.values(sides)) await side.stop();
    }
  });
  report(results, calm);
}

type Sides = Readonly<Record<'tame' | 'hostile', PlatformProcess>>;

async function takeTurns(
  sides: Sides,
  results: Readonly<Record<keyof Sides, Times>>,
  { customers, seconds, rounds, calm }: Turns,
): Promise<void> {
  let tries = 0;
  const inOrder = async (order: readonly (keyof Sides)[]): Promise<Record<keyof Sides, Times>> => {
    const times = { tame: noTimes(), hostile: noTimes() };
    tries += 1;
    for (const side of order) {
      const harm = disturb(sides[side]);
      for (const work of works) {
        const asking = { customers, seconds, key: `${side} ${tries}` };
        times[side][work].push(await calm.during(work, () => measure(sides[side], work, asking)));
      }
      await harm.stop();
    }
    return times;
  };
  // Warms both up, and lets the breakers do their work.
  await inOrder(['tame', 'hostile']);
  for (let round = 1; round <= rounds; round += 1) {
    const times = await calm.round(() => inOrder(round % 2 === 0 ? ['tame', 'hostile'] : ['hostile', 'tame']));
    for (const side of ['tame', 'hostile'] as const) {
      for (const work of works) results[side][work].push(...times[side][work]);
    }
  }
}

interface Turns {
  readonly customers: number;
  readonly seconds: number;
  readonly rounds: number;
  readonly calm: CalmRounds;
}

function noTimes(): Times {
  return Object.fromEntries(works.map((work) => [work, [] as number[]])) as Times;
}

async function open(tame: boolean, customers: number): Promise<PlatformProcess> {
  const database = await createTestDatabase();
  const plugins = ['rapport-plugin-rep', { use: hostilePath, options: { tame } }];
  const platform = await startPlatform({
    DATABASE_URL: database.url,
    RAPPORT_PLUGINS: JSON.stringify(plugins),
    LOG_LEVEL: 'silent',
  });
  for (let index = 0; index < customers; index += 1) {
    const name = index === 0 ? 'ada' : `c${index}`;
    await must(
      platform,
      `mutation { upsertCustomer(input: { source: "bench", sourceKey: "${name}", kind: PROFESSIONAL,
      identifiers: [{ system: "bench", value: "${name}" }, { system: "crm", value: "${name}" }], name: { family: "${name}" } }) { status } }`,
    );
    await must(platform, visit(name, `first ${name}`));
  }
  return platform;
}

async function must(platform: PlatformProcess, query: string): Promise<void> {
  const { errors } = await platform.graphql(query);
  if (errors !== undefined) throw new Error(errors[0]?.message);
}

/** Asks the plugin for this and that until it is stopped, whatever it answers. */
function disturb(platform: PlatformProcess): { stop(): Promise<void> } {
  const under = new Set<Promise<unknown>>();
  const leave = (call: Promise<void>): void => void under.delete(call);
  let calls = 0;
  const timer = setInterval(() => {
    calls += 1;
    const body = deliveries[calls % deliveries.length];
    const headers = { 'x-signature': 'right' };
    const call =
      calls % 2 === 0
        ? platform.graphql(asked[calls % asked.length] ?? '')
        : fetch(`${platform.url}/intake/hostile/door`, { method: 'POST', headers, body: body ?? '' }).then((answer) =>
            answer.text(),
          );
    const ended: Promise<void> = call.then(
      () => leave(ended),
      () => leave(ended),
    );
    under.add(ended);
  }, 1_000 / harmPerSecond);
  return {
    stop: async () => {
      clearInterval(timer);
      await Promise.all(under);
    },
  };
}

interface Measurement {
  readonly customers: number;
  readonly seconds: number;
  /** Makes the keys of records unlike those of other measurements. */
  readonly key: string;
}

/** The 95th percentile, in milliseconds. */
async function measure(
  platform: PlatformProcess,
  work: Work,
  { customers, seconds, key }: Measurement,
): Promise<number> {
  const end = performance.now() + seconds * 1_000;
  const times: number[] = [];
  let number = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      number += 1;
      const query =
        work === 'intake of another channel'
          ? visit(`c${1 + (number % (customers - 1))}`, `${key} ${number}`)
          : view(work === 'view' ? '' : 'hostileFine hostileThrows');
      const started = performance.now();
      const { data } = await platform.graphql(query);
      times.push(performance.now() - started);
      if (data == null) throw new Error(`${work} was not answered.`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));
  times.sort((one, other) => one - other);
  return times[Math.floor(times.length * 0.95)] ?? Number.NaN;
}

function report({ tame, hostile }: Record<'tame' | 'hostile', Times>, calm: CalmRounds): void {
  const ms = (time: number): string => time.toFixed(1);
  table([
    ['95th percentile, ms (median of rounds)', 'without harm', 'with', 'ratio', ...calm.head, 'ratios by round'],
    ...works.map((work) => {
      const ratios = hostile[work].map((time, round) => time / (tame[work][round] ?? Number.NaN));
      const all = ratios.map((ratio) => ratio.toFixed(2)).join(' ');
      const percentiles = [ms(median(tame[work])), ms(median(hostile[work]))];
      return [work, ...percentiles, median(ratios).toFixed(2), ...calm.cell(work), all];
    }),
  ]);
  calm.tell();
}
