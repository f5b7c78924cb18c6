import type { PluginConfiguration, PluginPlaces } from '../../kernel';
import type { InteractionEvent, Principal, ScoreContext, Statement } from '../../sdk';

/** What a thread is started with. Everything here is copied into it. */
export interface ThreadData {
  readonly configuration: Pick<PluginConfiguration, 'options'> & { readonly use: string };
  readonly places: PluginPlaces;
}

/** Asked of the thread. `call` numbers what is under way. */
export type ToThread =
  | {
      readonly kind: 'score';
      readonly call: number;
      readonly events: readonly InteractionEvent[];
      readonly context: ScoreContext;
    }
  | {
      readonly kind: 'load';
      readonly call: number;
      readonly coordinate: string;
      readonly keys: readonly (string | number)[];
      readonly args: Readonly<Record<string, unknown>>;
      readonly principal: Principal;
      readonly now: Date;
    }
  | { readonly kind: 'rows'; readonly query: number; readonly rows: readonly object[] }
  | { readonly kind: 'unread'; readonly query: number; readonly fault: ToldFault };

/** Said by the thread. */
export type FromThread =
  | { readonly kind: 'ready'; readonly coordinates: readonly string[] }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly call: number; readonly fault: ToldFault }
  | { readonly kind: 'query'; readonly call: number; readonly query: number; readonly statement: Statement };

/** An error on its way between threads: classes do not survive it, codes do. */
export interface ToldFault {
  readonly message: string;
  readonly code?: string;
  /** Whether it is a RapportError: the plugin refused what was asked. */
  readonly isCoded: boolean;
  /** Whether the plugin answered more than it may. */
  readonly isFlood?: boolean;
}
