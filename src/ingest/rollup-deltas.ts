import type { Registry } from '../kernel/registry';

/** An interaction entering the rollups (`sign` 1) or leaving them (-1). */
export interface RollupEntry {
  readonly sign: 1 | -1;
  readonly customerId: number;
  /** First day of the month, UTC: `2026-11-01`. */
  readonly month: string;
  readonly channel: string;
  readonly type: string;
  readonly brandId: number | null;
  readonly count: number;
  readonly costMinor: number | null;
  readonly costCurrency: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Adds to one row of core.rollup_customer_month. `month` is its first day, UTC; brand 0 and currency '' stand for none. */
export interface MonthDelta {
  readonly customerId: number;
  readonly month: string;
  readonly channel: string;
  readonly type: string;
  readonly brandId: number;
  readonly currency: string;
  interactions: number;
  costMinor: number;
}

/** One addend of a measure. `amount` is decimal text, so that sums are exact; it counts `times` times. */
export interface MeasureAddend {
  readonly customerId: number;
  readonly month: string;
  readonly measure: string;
  readonly channel: string;
  readonly type: string;
  readonly brandId: number;
  readonly amount: string;
  readonly times: number;
}

export function monthDeltas(entries: readonly RollupEntry[]): readonly MonthDelta[] {
  const deltas = new Map<string, MonthDelta>();
  for (const entry of entries) {
    const { customerId, month, channel, type } = entry;
    const brandId = entry.brandId ?? 0;
    const currency = entry.costCurrency ?? '';
    const key = `${customerId} ${month} ${brandId} ${currency} ${type} ${channel}`;
    let delta = deltas.get(key);
    if (delta === undefined) {
      delta = { customerId, month, channel, type, brandId, currency, interactions: 0, costMinor: 0 };
      deltas.set(key, delta);
    }
    delta.interactions += entry.sign * entry.count;
    delta.costMinor += entry.sign * (entry.costMinor ?? 0);
  }
  return [...deltas.values()].filter((delta) => delta.interactions !== 0 || delta.costMinor !== 0);
}

interface Measure {
  readonly id: string;
  readonly path: string;
}

/** Makes the function that tells what interactions add to the declared measures. */
export function createMeasureAddends(
  registry: Registry,
): (entries: readonly RollupEntry[]) => readonly MeasureAddend[] {
  const byType = new Map<string, Measure[]>();
  for (const [id, { value }] of registry.measures) {
    const { path, types } = value;
    // A measure without a path counts contacts, which the rollup of contacts has already.
    if (path === undefined) continue;
    for (const type of types) byType.set(type, [...(byType.get(type) ?? []), { id, path }]);
  }
  return (entries) =>
    entries.flatMap((entry) => (byType.get(entry.type) ?? []).flatMap((measure) => addend(entry, measure)));
}

function addend(entry: RollupEntry, { id, path }: Measure): readonly MeasureAddend[] {
  const amount = entry.details[path];
  if (typeof amount !== 'number' || amount === 0 || !Number.isFinite(amount)) return [];
  const { customerId, channel, type } = entry;
  return [
    {
      customerId,
      month: entry.month,
      measure: id,
      channel,
      type,
      brandId: entry.brandId ?? 0,
      amount: String(amount),
      times: entry.sign * entry.count,
    },
  ];
}

export function monthOf(at: Date): string {
  const month = at.getUTCMonth() + 1;
  return `${at.getUTCFullYear()}-${month < 10 ? '0' : ''}${month}-01`;
}
