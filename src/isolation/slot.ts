import { Breaker, type BreakerState } from './breaker';
import type { Bulkhead } from './bulkhead';
import { type FailureKind, Meter } from './meter';
import { isFlood, isOurs, isRefusal, type PluginFault, pluginFault, reasonOf } from './plugin-fault';
import type { BreakerPolicy, SlotKind, SlotPolicy } from './slot-policy';
import { inSpan } from './spans';

/** Which slot of which plugin: `load` of `Customer.sms`, `read` of the adapter `receipts`. */
export interface SlotName {
  readonly plugin: string;
  readonly kind: SlotKind;
  /** Field coordinate, id of the interaction type, adapter, importer or job; of what a plugin has one of, its kind. */
  readonly name: string;
}

/** What a call is given: a signal that is aborted when nobody waits for it any more. */
export interface SlotCall {
  readonly signal: AbortSignal;
}

export interface SlotServices {
  /** Places of the plugin for slots of this kind. */
  readonly bulkhead: Bulkhead;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Told of failures and of changes of the breaker's state. */
  readonly onFailure: (slot: Slot, kind: FailureKind, cause: unknown) => void;
  readonly onState: (slot: Slot, state: BreakerState) => void;
}

/** One slot of one plugin: its time limit, its places, its breaker and its figures. */
export class Slot implements SlotName {
  readonly plugin: string;
  readonly kind: SlotKind;
  readonly name: string;
  readonly policy: SlotPolicy;
  readonly meter = new Meter();
  readonly bulkhead: Bulkhead;
  readonly #breaker: Breaker;
  readonly #services: SlotServices;

  constructor({ plugin, kind, name }: SlotName, policy: SlotPolicy, breaker: BreakerPolicy, services: SlotServices) {
    this.plugin = plugin;
    this.kind = kind;
    this.name = name;
    this.policy = policy;
    this.bulkhead = services.bulkhead;
    this.#breaker = new Breaker(breaker);
    this.#services = services;
  }

  get state(): BreakerState {
    return this.#breaker.state(this.#services.now());
  }

  /** Whether calls are refused now. Takes nothing. */
  get refuses(): boolean {
    return this.#breaker.refuses(this.#services.now());
  }

  /** What a call that is not made is answered with. */
  refusal(): PluginFault {
    const seconds = Math.ceil(this.#breaker.pause(this.#services.now()) / 1_000);
    const until = seconds === 0 ? 'is being tried' : `is left alone for another ${seconds} s`;
    return pluginFault(
      'PLUGIN_UNAVAILABLE',
      this.plugin,
      `The plugin ${this.plugin} has failed repeatedly and ${until}.`,
    );
  }

  /** What a call is answered with for which the plugin's thread is not ready yet. It says nothing about the plugin. */
  starting(): PluginFault {
    this.meter.refused += 1;
    return pluginFault('PLUGIN_UNAVAILABLE', this.plugin, `The thread of the plugin ${this.plugin} is being started.`);
  }

  /** For synchronous calls: whether one may be made. Of one that may, `ended` or `failed` must be told. */
  admits(): boolean {
    if (this.#breaker.admits(this.#services.now())) return true;
    this.meter.refused += 1;
    return false;
  }

  /** A synchronous call answered. One that took too long counts against the slot; its answer is there all the same. */
  ended(milliseconds: number, limit: number = this.policy.timeLimit): void {
    this.meter.ended(milliseconds);
    if (milliseconds > limit)
      this.#fail('slow', new Error(`took ${Math.round(milliseconds)} ms, may take ${limit} ms`));
    else if (this.#breaker.succeeded()) this.#services.onState(this, 'closed');
  }

  /** A synchronous call threw. */
  failed(milliseconds: number, cause: unknown): PluginFault {
    this.meter.ended(milliseconds);
    return this.#fault(cause);
  }

  /**
   * Calls the plugin at once: nothing can cut it, but one that takes too long counts as failing.
   *
   * @throws PluginFault, or the coded fault by which the plugin refuses what was asked
   */
  runSync<T>(work: () => T): T {
    if (!this.admits()) throw this.refusal();
    const started = this.#services.now();
    try {
      const answer = work();
      this.ended(this.#services.now() - started);
      return answer;
    } catch (error) {
      const took = this.#services.now() - started;
      if (!isRefusal(error)) throw this.failed(took, error);
      this.meter.ended(took);
      throw this.#refused(error);
    }
  }

  /**
   * Calls the plugin within its limits. What never answers is given up, and goes on in the process without anybody.
   *
   * @throws PluginFault, or the coded fault by which the plugin refuses what was asked
   */
  run<T>(work: (call: SlotCall) => Promise<T> | T): Promise<T> {
    const { plugin, kind, name } = this;
    const attributes = { 'rapport.plugin': plugin, 'rapport.slot': kind, 'rapport.slot.name': name };
    return inSpan('plugin', attributes, () => this.#run(work));
  }

  /** Counts a call that is trusted: it has no limits, and its failures keep nothing away. */
  async count<T>(work: () => Promise<T>): Promise<T> {
    const started = this.#services.now();
    try {
      return await work();
    } catch (error) {
      this.meter.failures.error += 1;
      throw error;
    } finally {
      this.meter.ended(this.#services.now() - started);
    }
  }

  /** Counts work that was done without limits, with what went wrong in it, which keeps nothing away either. */
  note(milliseconds: number, fault: { readonly count: number; readonly cause: Error } | null): void {
    this.meter.ended(milliseconds);
    if (fault === null) return;
    this.meter.failures.error += fault.count;
    this.#services.onFailure(this, 'error', fault.cause);
  }

  async #run<T>(work: (call: SlotCall) => Promise<T> | T): Promise<T> {
    const asked = this.#services.now();
    const { timeLimit } = this.policy;
    if (this.refuses) return this.#refuse(this.refusal());
    if (!this.bulkhead.tryEnter() && !(await this.bulkhead.enter(timeLimit))) {
      return this.#refuse(this.#crowded());
    }
    try {
      // While it waited, others may have failed.
      if (!this.#breaker.admits(this.#services.now())) return this.#refuse(this.refusal());
      return await this.#within(Math.max(1, timeLimit - (this.#services.now() - asked)), work);
    } finally {
      this.bulkhead.leave();
    }
  }

  async #within<T>(milliseconds: number, work: (call: SlotCall) => Promise<T> | T): Promise<T> {
    const controller = new AbortController();
    const started = this.#services.now();
    const limit = timeLimit(milliseconds);
    const running = settled(() => work({ signal: controller.signal }));
    try {
      const answer = await Promise.race([running, limit.reached]);
      // One that kept the thread to itself was never cut.
      this.ended(this.#services.now() - started);
      return answer;
    } catch (error) {
      this.meter.ended(this.#services.now() - started);
      if (error !== limit) throw isRefusal(error) ? this.#refused(error) : this.#fault(error);
      this.#abandon(running);
      const message = `The plugin ${this.plugin} did not answer within ${this.policy.timeLimit} ms.`;
      const fault = pluginFault('PLUGIN_TIMEOUT', this.plugin, message);
      controller.abort(fault);
      this.#fail('timeout', fault);
      throw fault;
    } finally {
      limit.clear();
    }
  }

  /** Its end is awaited for the count alone; how it ends, nobody asks any more. */
  #abandon(running: Promise<unknown>): void {
    this.meter.abandoned += 1;
    const end = (): void => {
      this.meter.abandoned -= 1;
    };
    running.then(end, end);
  }

  #refuse(fault: PluginFault): Promise<never> {
    this.meter.refused += 1;
    return Promise.reject(fault);
  }

  #crowded(): PluginFault {
    const message = `The plugin ${this.plugin} is busy: too many calls of it are under way.`;
    return pluginFault('PLUGIN_UNAVAILABLE', this.plugin, message);
  }

  /** A refusal is an answer. */
  #refused(error: unknown): unknown {
    if (this.#breaker.succeeded()) this.#services.onState(this, 'closed');
    return error;
  }

  #fault(cause: unknown): PluginFault {
    this.#fail(isFlood(cause) ? 'flood' : 'error', cause);
    const message = isOurs(cause)
      ? `The plugin ${this.plugin} failed: ${reasonOf(cause)}.`
      : `The plugin ${this.plugin} failed. The log says how.`;
    return pluginFault('PLUGIN_FAILED', this.plugin, message, cause);
  }

  #fail(kind: FailureKind, cause: unknown): void {
    this.meter.failures[kind] += 1;
    const hasOpened = this.#breaker.failed(this.#services.now());
    this.#services.onFailure(this, kind, cause);
    if (hasOpened) this.#services.onState(this, 'open');
  }
}

/** A throw at once is a rejection as well. */
function settled<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return Promise.resolve(work());
  } catch (error) {
    return Promise.reject(error);
  }
}

interface TimeLimit {
  /** Rejects with the limit itself when it is reached. */
  readonly reached: Promise<never>;
  clear(): void;
}

function timeLimit(milliseconds: number): TimeLimit {
  let timer: NodeJS.Timeout;
  const limit: TimeLimit = {
    reached: new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(limit), milliseconds);
    }),
    clear: () => clearTimeout(timer),
  };
  return limit;
}
