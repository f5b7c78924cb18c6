/**
 * Intake with scoring beside the same intake with scoring switched off, interleaved:
 * `npm run bench -- intake-scoring --rows 20000 --rounds 3`. Values are marked for refresh; the refresh is shown apart.
 * A first round is taken and not counted: in it a process that has just started still compiles what only scoring runs.
 */
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import type { Scoring } from '../src/scoring';
import type { IntakeItem } from '../src/sdk';
import { CalmRounds, readRetries, retriesOption } from './calm-rounds';
import { callReportFile } from './import/call-reports';
import { loadMasterData, type WriteSide, writeSide } from './import/platform';
import { median, table, withDatabaseServer } from './report';
import { cpuMilliseconds } from './serve/cpu';

export async function benchIntakeScoring(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '20000' },
      customers: { type: 'string', default: '2000' },
      rounds: { type: 'string', default: '3' },
      retries: retriesOption,
    },
  });
  const [rows, customers, rounds] = [Number(values.rows), Number(values.customers), Number(values.rounds)];
  const file = callReportFile(rows, customers);
  const taken: Round[] = [];
  const calm = new CalmRounds(readRetries(values.retries));
  await withDatabaseServer(async () => {
    await takeBoth(['scored', 'off'], { customers, file, calm });
    for (let round = 1; round <= rounds; round += 1) {
      // Nobody is always the first, who meets a machine that has rested.
      const order = round % 2 === 0 ? (['scored', 'off'] as const) : (['off', 'scored'] as const);
      taken.push(await calm.round(() => takeBoth(order, { customers, file, calm })));
    }
  });
  report({ rows, customers }, taken, calm);
}

interface Round extends Readonly<Record<Side, Taken>> {
  /** Milliseconds in which the values were computed afterwards. */
  readonly refresh: number;
}

interface Taking {
  readonly customers: number;
  readonly file: string;
  readonly calm: CalmRounds;
}

async function takeBoth(order: readonly Side[], { customers, file, calm }: Taking): Promise<Round> {
  const sides: Partial<Record<Side, Taken>> = {};
  let refresh = Number.NaN;
  for (const side of order) {
    const write = await prepared(customers, side === 'off' ? withoutScoring : undefined);
    sides[side] = await calm.during(side, () => takeAll(write, file));
    if (side === 'scored') refresh = (await timed(() => write.refreshAll())).clock;
    await write.database.close();
  }
  return { ...(sides as Record<Side, Taken>), refresh };
}

type Side = 'scored' | 'off';

/** Milliseconds; `cpu` is that of this process and its PostgreSQL together. */
interface Taken {
  readonly clock: number;
  readonly cpu: number;
}

function report(
  { rows, customers }: { readonly rows: number; readonly customers: number },
  taken: readonly Round[],
  calm: CalmRounds,
): void {
  const perSecond = ({ clock }: Taken): number => Math.round((rows / clock) * 1_000);
  const line = (side: Side): readonly string[] => {
    const all = taken.map((round) => round[side]);
    const rates = all.map(perSecond);
    const used = all.map(({ cpu }) => Math.round(cpu));
    return [String(median(rates)), rates.join(' '), String(median(used)), used.join(' '), ...calm.cell(side)];
  };
  const ratios = (figure: keyof Taken): readonly string[] => {
    const all = taken.map(({ scored, off }) => off[figure] / scored[figure]);
    return [median(all).toFixed(2), all.map((ratio) => ratio.toFixed(2)).join(' ')];
  };
  table([
    ['what', 'rows/s (median)', 'rounds', 'CPU ms (median)', 'rounds', ...calm.head],
    ['intake with scoring', ...line('scored')],
    ['intake with scoring switched off', ...line('off')],
    ['ratio (median of rounds)', ...ratios('clock'), ...ratios('cpu')],
    [`refresh of ${customers} values afterwards`, `${Math.round(median(taken.map(({ refresh }) => refresh)))} ms`],
  ]);
  calm.tell();
}

async function prepared(customers: number, change?: (scoring: Scoring) => Scoring): Promise<WriteSide> {
  const side = await writeSide(change);
  await loadMasterData(side.ingest, customers);
  return side;
}

/** Interactions are stored as ever; no hook runs, no contribution, bucket, evidence or value is written. */
function withoutScoring(scoring: Scoring): Scoring {
  const nothing = async (): Promise<void> => undefined;
  const says = { contributions: [], evidence: [], touchCost: null, faults: [], failure: null };
  const score: Scoring['score'] = (input) => ({ input, modelHash: scoring.modelHash, ...says });
  return {
    modelHash: scoring.modelHash,
    score,
    scoreAll: async (inputs) => inputs.map(score),
    standstill: () => null,
    record: nothing,
    retract: nothing,
    refresh: nothing,
    markDirty: nothing,
    open: nothing,
  };
}

async function takeAll({ ingest, registry }: WriteSide, file: string): Promise<Taken> {
  const importer = registry.importers.get('rep.call-reports')?.value;
  if (importer === undefined) throw new Error('The importer rep.call-reports is missing.');
  return timed(async () => {
    let batch: IntakeItem[] = [];
    for await (const item of importer.read(Readable.from([Buffer.from(file)]), { name: 'bench.csv', options: {} })) {
      batch.push(item);
      if (batch.length < 2_000) continue;
      await ingest.take(batch, { id: 'bench', repeats: 'correct', snapshots: 'later' });
      batch = [];
    }
    if (batch.length > 0) await ingest.take(batch, { id: 'bench', repeats: 'correct', snapshots: 'later' });
  });
}

async function timed(work: () => Promise<unknown>): Promise<Taken> {
  const used = (): number => cpuMilliseconds(process.pid, 'descendants');
  const [started, before] = [performance.now(), used()];
  await work();
  return { clock: performance.now() - started, cpu: used() - before };
}
