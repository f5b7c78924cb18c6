import { Counter, Gauge, Histogram, type MetricValueWithName, type Registry } from 'prom-client';
import type { Isolation } from './isolation';
import { durationClasses } from './meter';
import type { Slot } from './slot';

/** Labels are names that plugins declare, and nothing that comes with requests: their number is bounded. */
const labelNames = ['plugin', 'slot', 'name'] as const;
type Label = (typeof labelNames)[number];

const labelsOf = ({ plugin, kind, name }: Slot): Record<Label, string> => ({ plugin, slot: kind, name });

/** What the breaker's states are as numbers. */
const stateNumbers = { closed: 0, 'half-open': 1, open: 2 } as const;

/** Adds the figures of every slot. They are read when asked for, so that a call costs no more than its counting. */
export function addSlotMetrics(registry: Registry, isolation: Isolation): void {
  const registers = [registry];
  const durations = new SlotDurations(isolation);
  registry.registerMetric(durations);
  const gauge = (name: string, help: string, figureOf: (slot: Slot) => number): void => {
    new Gauge({
      ...{ name, help, labelNames, registers },
      collect() {
        for (const slot of isolation.slots()) this.set(labelsOf(slot), figureOf(slot));
      },
    });
  };
  gauge('rapport_plugin_slot_state', '0: closed, 1: half open, 2: open.', ({ state }) => stateNumbers[state]);
  gauge('rapport_plugin_slot_abandoned', 'Calls given up that have not ended.', ({ meter }) => meter.abandoned);
  addPlaces(registry, isolation, 'active', 'Calls under way.', ({ bulkhead }) => bulkhead.active);
  addPlaces(registry, isolation, 'queue', 'Calls that wait for their turn.', ({ bulkhead }) => bulkhead.queued);
  new Counter({
    ...{ name: 'rapport_plugin_slot_statements_total', help: 'SQL statements.', labelNames, registers },
    collect() {
      this.reset();
      for (const slot of isolation.slots()) this.inc(labelsOf(slot), slot.meter.statements);
    },
  });
  new Counter({
    ...{
      name: 'rapport_plugin_slot_failures_total',
      help: 'Calls that failed, and calls refused, by reason.',
      registers,
    },
    labelNames: [...labelNames, 'reason'] as const,
    collect() {
      this.reset();
      for (const slot of isolation.slots()) {
        const { failures, refused } = slot.meter;
        for (const [reason, count] of Object.entries({ ...failures, refused })) {
          this.inc({ ...labelsOf(slot), reason }, count);
        }
      }
    },
  });
}

/** Slots of a kind share their places. */
function addPlaces(
  registry: Registry,
  isolation: Isolation,
  what: 'active' | 'queue',
  help: string,
  figureOf: (slot: Slot) => number,
): void {
  new Gauge({
    ...{ name: `rapport_plugin_slot_${what}`, help, labelNames: ['plugin', 'slot'] as const, registers: [registry] },
    collect() {
      for (const slot of isolation.slots()) this.set({ plugin: slot.plugin, slot: slot.kind }, figureOf(slot));
    },
  });
}

const durationName = 'rapport_plugin_slot_seconds';
const durationHelp = 'How long calls of plugins take.';

/** A histogram of what the slots have counted themselves: observing each scored event here would cost more than its hook. */
class SlotDurations extends Histogram<Label | 'le'> {
  readonly #isolation: Isolation;

  constructor(isolation: Isolation) {
    super({ name: durationName, help: durationHelp, labelNames, registers: [] });
    this.#isolation = isolation;
  }

  /** What the registry and `get` ask for. */
  async getForPromString(): Promise<object> {
    const values = this.#isolation.slots().flatMap(valuesOf);
    return { name: durationName, help: durationHelp, type: 'histogram', aggregator: 'sum', values };
  }
}

function valuesOf(slot: Slot): MetricValueWithName<Label | 'le'>[] {
  const { classes, calls, total } = slot.meter;
  const labels = labelsOf(slot);
  let sum = 0;
  const buckets = durationClasses.map((milliseconds, place) => {
    sum += classes[place] ?? 0;
    return { metricName: `${durationName}_bucket`, labels: { ...labels, le: milliseconds / 1_000 }, value: sum };
  });
  return [
    ...buckets,
    { metricName: `${durationName}_bucket`, labels: { ...labels, le: '+Inf' }, value: calls },
    { metricName: `${durationName}_sum`, labels, value: total / 1_000 },
    { metricName: `${durationName}_count`, labels, value: calls },
  ];
}
