import type { Contribution, InteractionEvent, ReadContext, ScoreContext } from '../../sdk';

/** What a scoring hook said of one event, or why it said nothing. */
export type EventAnswer = { readonly contributions: readonly Contribution[] } | { readonly failed: string };

/** A call of a batch function. */
export interface LoadCall {
  /** Of the field, such as `Customer.sms`. */
  readonly coordinate: string;
  readonly keys: readonly (string | number)[];
  readonly args: Readonly<Record<string, unknown>>;
  /** Statements go through its reader; the thread has no connection of its own. */
  readonly context: ReadContext;
}

/** A plugin's functions in a thread of their own. The thread is ended, with all calls under way, when a signal is aborted. */
export interface PluginWorker {
  /** Settles when the thread can be called; it is started if need be. @throws Error when it cannot be */
  started(): Promise<void>;
  /** Whether the thread has the batch function of this field. Known once it has started. */
  loads(coordinate: string): boolean;
  /** Answers in the order of the events. */
  score(
    events: readonly InteractionEvent[],
    context: ScoreContext,
    signal: AbortSignal,
  ): Promise<readonly EventAnswer[]>;
  load(call: LoadCall, signal: AbortSignal): Promise<readonly unknown[]>;
  close(): Promise<void>;
}
