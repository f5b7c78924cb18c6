import type { ErrorCode } from '../sdk';
import type { BreakerState } from './breaker';
import { Bulkhead } from './bulkhead';
import type { FailureKind } from './meter';
import { loggable, reasonOf } from './plugin-fault';
import { Slot, type SlotName } from './slot';
import {
  type BreakerPolicy,
  defaultBreaker,
  defaultPolicies,
  type SlotKind,
  type SlotPolicy,
  slotKinds,
} from './slot-policy';
import type { PluginWorker } from './worker/plugin-worker';

/** What of a slot is shown: figures since the start of this process. */
export interface SlotReport {
  readonly kind: SlotKind;
  readonly name: string;
  readonly state: BreakerState;
  readonly calls: number;
  readonly errors: number;
  readonly timeouts: number;
  /** Calls that were not made: the breaker was open, or no place free. */
  readonly refused: number;
  /** Milliseconds below which 95 of 100 of the latest calls ended; null before the first. */
  readonly p95: number | null;
}

export interface IsolationOptions {
  readonly policies?: Readonly<Partial<Record<SlotKind, Partial<SlotPolicy>>>>;
  readonly breaker?: Partial<BreakerPolicy>;
  /** Milliseconds of a clock that never goes back; default that of the process. */
  readonly now?: () => number;
  /** What the operator is told; pino's logger fits. */
  readonly log?: { warn(figures: object, message: string): void };
  /** Told what plugins do wrong, so that their state shows it. */
  readonly onFault?: (plugin: string, fault: { readonly code: ErrorCode; readonly message: string }) => void;
  /** Plugins whose scoring hooks and batch functions run in a thread of their own, by id. */
  readonly workers?: ReadonlyMap<string, PluginWorker>;
}

/** Stands between the platform and what plugins run in it. */
export interface Isolation {
  /** The slot of that name; the same one each time. */
  slot(plugin: string, kind: SlotKind, name: string): Slot;
  slots(): readonly Slot[];
  /** The plugin's slots that have been called or refused, by kind and name. */
  reportsOf(plugin: string): readonly SlotReport[];
  /** The thread of a plugin; undefined when it runs in this one. */
  workerOf(plugin: string): PluginWorker | undefined;
  close(): Promise<void>;
}

/** A hook in a thread of its own answers whole batches, and can be cut. */
const remoteScore: SlotPolicy = { timeLimit: 2_000, concurrency: 1, queue: 16 };

/** Milliseconds between two lines about failures of the same slot. */
const quiet = 10_000;

export function createIsolation(options: IsolationOptions = {}): Isolation {
  const { workers = new Map<string, PluginWorker>() } = options;
  const makeSlot = slotMaker(options);
  const slots = new Map<string, Slot>();
  const reportsOf: Isolation['reportsOf'] = (plugin) => {
    const own = [...slots.values()].filter((slot) => slot.plugin === plugin);
    return own.sort(byKind).map(reportOf);
  };
  return {
    slot: (plugin, kind, name) => {
      const key = `${kind} ${plugin} ${name}`;
      const slot = slots.get(key) ?? makeSlot({ plugin, kind, name });
      slots.set(key, slot);
      return slot;
    },
    slots: () => [...slots.values()],
    reportsOf,
    workerOf: (plugin) => workers.get(plugin),
    close: async () => {
      await Promise.all([...workers.values()].map((worker) => worker.close()));
    },
  };
}

/** Slots of a plugin that are of one kind share their places. */
function slotMaker(options: IsolationOptions): (about: SlotName) => Slot {
  const { policies = {}, now = () => performance.now(), workers } = options;
  const breaker = { ...defaultBreaker, ...options.breaker };
  const services = { now, ...reporting(options, now) };
  const places = new Map<string, Bulkhead>();
  return (about) => {
    const { plugin, kind } = about;
    const base = kind === 'score' && workers?.has(plugin) === true ? remoteScore : defaultPolicies[kind];
    const policy = { ...base, ...policies[kind] };
    const key = `${kind} ${plugin}`;
    const bulkhead = places.get(key) ?? new Bulkhead(policy.concurrency, policy.queue);
    places.set(key, bulkhead);
    return new Slot(about, policy, breaker, { ...services, bulkhead });
  };
}

function byKind(one: Slot, other: Slot): number {
  const kinds = slotKinds.indexOf(one.kind) - slotKinds.indexOf(other.kind);
  return kinds !== 0 ? kinds : one.name < other.name ? -1 : 1;
}

function reportOf({ kind, name, state, meter }: Slot): SlotReport {
  const { calls, errors, failures, refused } = meter;
  return { kind, name, state, calls, errors, timeouts: failures.timeout, refused, p95: meter.p95() };
}

/** One line for the first failure of a slot, then one for all of some seconds: a flood of faults must not become one of lines. */
function reporting({ log, onFault }: IsolationOptions, now: () => number) {
  const silent = new Map<Slot, { until: number; unsaid: number }>();
  return {
    onFailure: (slot: Slot, failure: FailureKind, cause: unknown): void => {
      const { plugin, kind, name } = slot;
      const code = failure === 'timeout' ? 'PLUGIN_TIMEOUT' : 'PLUGIN_FAILED';
      onFault?.(plugin, { code, message: `${kind} ${name}: ${reasonOf(cause)}` });
      const known = silent.get(slot);
      if (known !== undefined && now() < known.until) {
        known.unsaid += 1;
        return;
      }
      const more = known?.unsaid ?? 0;
      silent.set(slot, { until: now() + quiet, unsaid: 0 });
      log?.warn({ plugin, slot: kind, name, failure, unsaid: more, err: loggable(cause) }, 'A plugin failed');
    },
    onState: ({ plugin, kind, name }: Slot, state: BreakerState): void => {
      if (state === 'open') {
        onFault?.(plugin, { code: 'PLUGIN_UNAVAILABLE', message: `${kind} ${name} is left alone for a while.` });
      }
      log?.warn(
        { plugin, slot: kind, name, state },
        state === 'open' ? 'A plugin is left alone' : 'A plugin works again',
      );
    },
  };
}
